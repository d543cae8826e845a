package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"reflect"
	"strings"
	"syscall"
	"time"

	"returndesk/config"
	"returndesk/console"
	"returndesk/desk"
)

// consoleAt is a console with the listener that it serves on.
type consoleAt struct {
	*console.Server
	listener net.Listener
	url      string
}

// openConsole makes the agents' web page and opens its port. It gives nil when there shall
// be none: switched off, or the standing address is taken by another program, which is
// logged and holds up no mail. An address that the configuration names, or a flag (typed), must be free.
func (a *app) openConsole(ctx context.Context, h *house, typed bool) (*consoleAt, error) {
	cfg := h.cfg.Console
	if cfg.Off() {
		return nil, nil
	}
	at := cfg.Listen
	if at == "" {
		at = config.DefaultConsole
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", at)
	switch {
	case err != nil && cfg.Listen == "" && errors.Is(err, syscall.EADDRINUSE):
		h.service.log.Warn("no console: its address is taken", slog.String("address", at),
			slog.String("mend", "name another by console.listen, or off"))
		return nil, nil
	case err != nil:
		where := "console.listen"
		if typed {
			where = "--listen"
		}
		return nil, desk.Wrap(desk.CodeUnavailable, err, "the console cannot listen on %s", at).
			WithMend("name another address by %s, or off", where)
	}
	scheme := "http"
	if cfg.TLSCert != "" {
		pair, err := tls.LoadX509KeyPair(cfg.TLSCert, cfg.TLSKey)
		if err != nil {
			return nil, errors.Join(desk.Wrap(desk.CodeTLS, err, "the console's certificate %s cannot be used", cfg.TLSCert).
				WithMend("tls_cert and tls_key must be a pair in PEM form"), l.Close())
		}
		l = tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}})
		scheme = "https"
	}
	d := h.desk()
	tcp, _ := l.Addr().(*net.TCPAddr)
	s, err := console.New(console.Options{
		Desk: d, People: d, Sessions: h.store, Doctor: a.consoleDoctor(), Settings: settingsOf(h.cfg),
		Shop: h.cfg.Shop.Name, Version: buildVersion().Version, Zone: h.cfg.Shop.Zone,
		PublicURL: cfg.PublicURL, Secure: cfg.Secure(), Lifetime: cfg.Session, Loopback: tcp != nil && tcp.IP.IsLoopback(),
		Now: a.now, Log: h.service.log,
	})
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return &consoleAt{Server: s, listener: l, url: scheme + "://" + l.Addr().String()}, nil
}

// consoleDoctor lets the settings page run the same checks as `returndesk doctor`.
func (a *app) consoleDoctor() func(context.Context) []console.Finding {
	return func(ctx context.Context) []console.Finding {
		d := &doctor{app: a, timeout: 15 * time.Second}
		var out []console.Finding
		for _, f := range d.examine(ctx) {
			out = append(out, console.Finding{Check: f.Check, Status: string(f.Status), Seen: f.Seen, Mend: f.Mend})
		}
		return out
	}
}

// settingsOf lists the configuration key by key. It holds no secrets: the file names only
// where they are kept.
func settingsOf(c config.Config) []console.Setting {
	var out []console.Setting
	walkSettings(reflect.ValueOf(c), "", func(key, value string) {
		out = append(out, console.Setting{Key: key, Value: value})
	})
	return out
}

func walkSettings(v reflect.Value, key string, put func(key, value string)) {
	if s, ok := v.Interface().(fmt.Stringer); ok && (v.Kind() != reflect.Pointer || !v.IsNil()) {
		put(key, s.String())
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			name, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			switch {
			case name == "-" || !f.IsExported():
			case option == "inline":
				walkSettings(v.Field(i), key, put)
			default:
				walkSettings(v.Field(i), strings.TrimPrefix(key+"."+name, "."), put)
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Struct {
			for i := range v.Len() {
				walkSettings(v.Index(i), fmt.Sprintf("%s[%d]", key, i), put)
			}
			return
		}
		put(key, strings.Trim(fmt.Sprint(v.Interface()), "[]"))
	case reflect.Map:
		put(key, strings.TrimSuffix(strings.TrimPrefix(fmt.Sprint(v.Interface()), "map["), "]"))
	case reflect.Pointer:
		put(key, "")
	default:
		put(key, fmt.Sprint(v.Interface()))
	}
}
