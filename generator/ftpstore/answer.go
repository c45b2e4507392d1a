package ftpstore

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strings"

	"github.com/jlaffaye/ftp"

	"kepu/generator/store"
)

// refused reports whether the server does not accept who we say we are. Of some of its answers the library gives the words alone, so that
// an error that is no network's is one.
func refused(err error) bool {
	if tooMany(err) {
		return false
	}
	if a, ok := errors.AsType[*textproto.Error](err); ok {
		return a.Code == ftp.StatusNotLoggedIn || a.Code == ftp.StatusInvalidCredentials
	}
	_, network := errors.AsType[net.Error](err)
	_, garbled := errors.AsType[textproto.ProtocolError](err)
	_, other := errors.AsType[*tls.CertificateVerificationError](err)
	return !network && !garbled && !other && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) && !strings.HasPrefix(err.Error(), "tls: ")
}

// tooMany reports whether the server wants no more connections from us.
func tooMany(err error) bool {
	answer, ok := errors.AsType[*textproto.Error](err)
	return ok && (answer.Code == ftp.StatusNotAvailable || answer.Code == ftp.StatusNotLoggedIn && strings.Contains(strings.ToLower(answer.Msg), "too many"))
}

// stranger tells of errors of TLS those that say that the server isn't who it should be.
func stranger(err error) error {
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return fmt.Errorf("%w: %w", store.ErrStranger, err)
	}
	return err
}

// no reports whether the server has answered that it won't, and will not later.
func no(err error) bool {
	answer, ok := errors.AsType[*textproto.Error](err)
	return ok && answer.Code >= 500 && answer.Code != ftp.StatusNotLoggedIn
}

// answer tells what an error means for a store.
func answer(err error) error {
	a, ok := errors.AsType[*textproto.Error](err)
	switch {
	case !ok:
		return err
	case a.Code == ftp.Status452, a.Code == ftp.StatusExceededStorage, a.Code == ftp.StatusActionAborted && strings.Contains(a.Msg, "local file"): // the last is vsftpd's
		return fmt.Errorf("%w: %w", store.ErrFull, err)
	case a.Code == ftp.StatusBadCommand, a.Code == ftp.StatusNotImplemented, a.Code == ftp.StatusNotImplementedParameter:
		return fmt.Errorf("%w: %w", store.ErrUnsupported, err)
	case no(err):
		return fmt.Errorf("%w: %w", store.ErrDenied, err)
	}
	return err
}
