// Package linear fits and applies sparse linear models: binary logistic regression with
// an L2 penalty, many outputs over one set of features.
//
// It knows numbers only: no words, mails, classes or files. Fitting is deterministic: the
// same rows in the same order give the same weights, however many processors work.
package linear
