// Package sftpstore is a store on a server for SSH, by its subsystem for files.
//
// # Who is there
//
// The server's key must be in the file of known hosts, which is that of ssh itself. A server that isn't there, or has another key, is
// a *Stranger: it says the key's fingerprint, and the line that makes it known. Lines of @cert-authority are not used.
//
// We say who we are by the key file, or where there is none by the keys of the agent (SSH_AUTH_SOCK); and by the password, also to servers that
// ask for it as a question.
//
// # What the server must know
//
// Replacing a file in one step is an extension of the protocol: posix-rename@openssh.com, which OpenSSH has had since 2008, and most others have. Without
// it a file would have to be removed before its successor gets its name, and readers would find nothing: Open then fails with store.ErrUnsupported.
// Where hardlink@openssh.com is missing there is no Copy, and a file that is made by Create is seen while it is written. Where
// fsync@openssh.com is there, a file is on the server's disk itself when Put returns.
//
// # The connection
//
// One connection serves all calls, whose requests do not wait for each other. When it is lost, what was on its way fails, and the next
// call connects again. A server that says nothing for a minute is lost: it is asked for a sign of life four times in that.
package sftpstore

import (
	"context"

	"kepu/generator/store"
	"kepu/generator/store/folders"
)

// Config says where to, and who we are.
type Config struct {
	Host       string // with its port where that is not 22
	User       string
	Dir        string // the store's root: a path from / on, or from the folder that the server puts the user in
	Password   string // "" for none
	KeyFile    string // of the private key; "" for none, or those of the agent
	Passphrase string // of the key file; "" where it has none
	KnownHosts string // the file of known hosts
}

// Open connects to the server. Its errors are those of package store: ErrStranger, also as a *Stranger; ErrDenied where the server doesn't
// accept who we are; ErrAddress where there is no such server or folder; ErrUnsupported where files cannot be replaced in one step.
func Open(ctx context.Context, c Config) (store.Linker, error) {
	d := &disk{config: c, dialling: make(chan struct{}, 1)}
	if _, err := d.live(ctx); err != nil {
		return nil, err
	}
	// A file needs five answers, one in a new folder seven. Over a line on which each takes 30 ms, a thousand pages of 18 KB in new folders took 21 s with sixteen at a time, and 12 s with these.
	return folders.NewLinker(d, store.Traits{Parallel: 32, Exclusive: true}), nil
}
