// Package orders finds the order that a mail is about: by the number in any spelling
// that customers use, or by the address that wrote.
//
// It reads the shop's data from a CSV or JSON file (the columns and keys stand in
// docs/orders.md), keeps it as an immutable snapshot, and says how old that is and what
// is wrong with it. What is not in the data is unknown, never "no"; an order whose data
// contradict themselves carries a DataError and is never "not found" (domain.md section
// 5). The package decides nothing and knows neither mail nor policy nor who may see an
// order.
package orders
