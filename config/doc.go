// Package config reads returndesk's configuration file into values.
//
// It tells every mistake at once, each with file, line, column, key, reason and mend.
// Names, defaults, bounds and closed lists of each key stand as tags beside its field,
// so that the example file and the reader cannot drift apart. Secrets never stand in
// the file: keys name another file or an environment variable, and the values print as
// [redacted].
//
// It must not know mail servers, stores or any other room: it hands out plain values,
// and cmd turns them into what the rooms take. There is no global configuration.
package config
