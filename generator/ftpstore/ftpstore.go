// Package ftpstore is a store on a server for FTP, as cheap hosting has it.
//
// # Safety
//
// The connection is made safe by TLS before anything is said (AUTH TLS, which people call ftps), the files' too, and the server's certificate must be one that
// the system trusts, or one of Config.Roots. A server without TLS is refused, unless Config.Plain asks for FTP as it was in 1985:
// then everybody on the way can read the password and change the pages. Who calls says so to people.
//
// Many servers want the connection for a file to go on with the TLS session of the one for commands (vsftpd's require_ssl_reuse); that is done.
//
// # What FTP cannot do
//
//   - There is no Copy and there are no links, thus no releases.
//   - Create is not Exclusive: the name is looked for before, and the file read back.
//   - A file is sent under another name, its size compared, and renamed over the old one, which is one step on servers that allow it (vsftpd, ProFTPD, Pure-FTPd).
//     Those that do not (IIS, unless allowReplaceOnRename is set there) are made to move the old one aside just before, and to delete it after: for as long as one answer takes, readers find nothing.
//     To write over the old file would be worse, since for as long as sending takes they would find half a page.
//   - Servers say 550 to whatever does not work. What it was is found out by asking what is there.
//   - Names are sent as UTF-8. A server that takes them for something else shows other characters to browsers.
//
// # Connections
//
// A connection does one thing at a time, so there are a few; fewer where the server allows no more. Each is made when it is needed and again
// when it was lost. The server chooses the port for each file (passive mode).
package ftpstore

import (
	"context"
	"crypto/x509"

	"kepu/generator/store"
	"kepu/generator/store/folders"
)

// Config says where to, and who we are.
type Config struct {
	Host     string // with its port where that is not 21
	User     string
	Dir      string         // the store's root: a path from / on, or from the folder that the server puts the user in
	Password string         // "" for none
	Roots    *x509.CertPool // who may vouch for the server; nil for whom the system trusts
	Plain    bool           // without TLS
}

// connections are how many there are at most. Hosting often allows no more than eight from one address, of which people use some.
const connections = 4

// Open connects to the server. Its errors are those of package store: ErrStranger where nobody trusted vouches for it; ErrDenied where it
// doesn't accept who we are; ErrAddress where there is no such server or folder; ErrUnsupported where it has no TLS.
func Open(ctx context.Context, c Config) (store.Store, error) {
	d := &disk{config: c, idle: make(chan *link, connections), room: make(chan struct{}, connections)}
	for range connections {
		d.room <- struct{}{}
	}
	l, err := d.take(ctx)
	if err != nil {
		return nil, err
	}
	d.give(l, nil)
	return folders.New(d, store.Traits{Parallel: connections}), nil
}
