package objectstore

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"kepu/generator/store"
	"kepu/generator/store/wire"
)

// Transport returns the connections to a store. A call ends when no byte has moved in either direction for as long as silence says, however long the whole of it takes.
// net/http writes 32 kB at a time, which any line that is alive takes within a minute. dial is nil but in tests.
func Transport(silence time.Duration, dial wire.Dialer) *http.Transport {
	if dial == nil {
		dial = (&net.Dialer{Timeout: 30 * time.Second}).DialContext
	}
	plain := func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := dial(ctx, network, address)
		if t, ok := c.(*net.TCPConn); ok && err == nil {
			// What the system has taken of an upload and not yet sent moves unseen. 256 kB are gone within a minute on the slowest lines that there are, and are
			// enough for 5 MB/s on each connection between two ends of the country.
			t.SetWriteBuffer(256 << 10)
		}
		return c, err
	}
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			c, err := wire.Reach(ctx, plain, network, address, silence, wire.Either)
			if err != nil {
				return nil, err // and no connection, of which a nil Conn would be one
			}
			return c, nil
		},
		TLSHandshakeTimeout: 30 * time.Second,
		MaxIdleConnsPerHost: parallel,
		IdleConnTimeout:     silence / 2, // before the silence of a line that nobody uses ends it
		// What is stored packed is read as it is stored.
		DisableCompression: true,
	}
}

// Endpoint reads the address of a store: a host with or without https:// before it, or http:// where somebody wants it so.
// path is true where the bucket's name cannot be made a part of the host's: an address in numbers, or this machine.
func Endpoint(s string) (u *url.URL, path bool, err error) {
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err = url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		// Without what was written: somebody's key may be in it.
		return nil, false, fmt.Errorf("%w: the endpoint of a store is the name of a server, as https://cos.ap-guangzhou.myqcloud.com, without a bucket or a path", store.ErrAddress)
	}
	u.Path = ""
	return u, u.Hostname() == "localhost" || net.ParseIP(u.Hostname()) != nil, nil
}

// hosts are the names of servers that tell their region: what stands before it and after it.
var hosts = [][2]string{
	{"cos.", ".myqcloud.com"},      // Tencent Cloud
	{"cos.", ".tencentcos.cn"},     //
	{"obs.", ".myhuaweicloud.com"}, // Huawei Cloud
	{"s3.oss-", ".aliyuncs.com"},   // Alibaba Cloud, where it speaks S3
	{"oss-", ".aliyuncs.com"},      //
	{"s3.", ".amazonaws.com"},
}

// Region returns the region that the server's name tells; "" where it tells none.
func Region(host string) string {
	for _, h := range hosts {
		if r, ok := strings.CutPrefix(host, h[0]); ok {
			if r, ok = strings.CutSuffix(r, h[1]); ok && !strings.Contains(r, ".") && !strings.HasPrefix(r, "accelerate") {
				return strings.TrimSuffix(r, "-internal") // the same region, seen from a machine in it
			}
		}
	}
	return ""
}
