// Package linear fits and applies sparse linear models over one set of features: binary
// logistic regression with an L2 penalty, and softmax regression for classes that exclude
// each other.
//
// It knows numbers only: no words, mails, classes or files. Fitting is deterministic: the
// same rows in the same order give the same weights, however many processors work.
package linear
