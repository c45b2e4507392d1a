package objectstore

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"

	"kepu/generator/store"
)

// Fault is what a store answers in place of what it was asked for.
type Fault struct {
	Status  int    // of HTTP
	Code    string // the store's word for it, as NoSuchKey
	Message string // what it says of it
}

func (f *Fault) Error() string {
	return fmt.Sprintf("%d %s: %s", f.Status, f.Code, f.Message)
}

// What a Fault can mean besides the errors of package store.
var (
	exists      = fs.ErrExist
	unsupported = store.ErrUnsupported
	errMissing  = errors.New("no such object") // what that means the call knows
)

// codes are the words of S3, of those that speak it (COS, OBS, MinIO, versitygw) and of OSS, where their number alone does not tell what is meant.
var codes = map[string]error{
	"NoSuchKey":                    errMissing,
	"NoSuchBucket":                 store.ErrAddress,
	"InvalidBucketName":            store.ErrAddress,
	"PermanentRedirect":            store.ErrAddress, // the bucket is in another region
	"TemporaryRedirect":            store.ErrAddress,
	"InvalidRegion":                store.ErrAddress,
	"AuthorizationHeaderMalformed": store.ErrAddress, // signed for another region than the bucket's
	"SecondLevelDomainForbidden":   store.ErrAddress, // OSS, of an endpoint that wants the bucket in the host's name
	"InvalidAccessKeyId":           store.ErrLogin,
	"SignatureDoesNotMatch":        store.ErrLogin,  // the secret key is another
	"XAdminUserNotFound":           store.ErrLogin,  // versitygw, of a key that it does not know
	"UserDisable":                  store.ErrDenied, // OSS, of an account that owes
	"RequestTimeTooSkewed":         store.ErrClock,
	"QuotaExceeded":                store.ErrFull,
	"StorageFull":                  store.ErrFull,
	"XMinioStorageFull":            store.ErrFull,
	"NoSpaceLeftOnDevice":          store.ErrFull, // versitygw
	"InsufficientStorageSpace":     store.ErrFull, // OBS
	"InsufficientStorage":          store.ErrFull,
	"FileAlreadyExists":            exists, // OSS
	"PreconditionFailed":           exists,
	"ConditionalRequestConflict":   exists, // another is making it at this moment
	"NotImplemented":               unsupported,
	"KeyTooLongError":              fs.ErrInvalid,
	"InvalidObjectName":            fs.ErrInvalid,
	"EntityTooLarge":               fs.ErrInvalid,
	"NoSuchUpload":                 nil, // parts that somebody removed meanwhile: another try begins anew
}

// statuses are what numbers mean where the code is none of those.
var statuses = map[int]error{
	http.StatusUnauthorized:        store.ErrLogin,
	http.StatusForbidden:           store.ErrDenied,
	http.StatusNotFound:            errMissing,
	http.StatusPreconditionFailed:  exists,
	http.StatusNotImplemented:      unsupported,
	http.StatusInsufficientStorage: store.ErrFull,
}

func (f *Fault) kind() error {
	if kind, ok := codes[f.Code]; ok {
		return kind
	}
	return statuses[f.Status]
}

func isFault(err, kind error) bool {
	var f *Fault
	return errors.As(err, &f) && f.kind() == kind
}

// mapped returns the error as package store has it; gone is what it means that there is no such object. What is not known stays as it is, and passes.
func mapped(err, gone error) error {
	var f *Fault
	var unknown *net.DNSError
	var certificate *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var plain tls.RecordHeaderError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &f):
		kind := f.kind()
		if kind == errMissing {
			kind = gone
		}
		if kind != nil {
			return fmt.Errorf("%w: %w", kind, err)
		}
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return fmt.Errorf("%w: %w", store.ErrAddress, err)
	case errors.As(err, &certificate), errors.As(err, &authority):
		return fmt.Errorf("%w: %w", store.ErrStranger, err)
	case errors.As(err, &plain), errors.Is(err, http.ErrSchemeMismatch):
		return fmt.Errorf("%w: %w", store.ErrAddress, err)
	}
	return err
}
