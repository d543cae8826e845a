package desk

// Deliveries is what the shop's order data says was delivered in a span of days: the
// denominators of the weekly figures. Days are calendar dates in the ship-to zone.
type Deliveries struct {
	Units   []DeliveredUnits
	Parcels []DeliveredParcels
}

// DeliveredUnits is how many pieces of one make reached buyers on a day.
type DeliveredUnits struct {
	Day      Date
	SKU      string
	Firmware string
	Batch    string
	Units    int
}

// DeliveredParcels is how many parcels a carrier delivered on a day by a service, "" where
// the data name none.
type DeliveredParcels struct {
	Day     Date
	Carrier string
	Service string
	Parcels int
}
