package scenario

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// addOrders reads the order, the other orders and what the shop knows beside them.
// shop_facts has the keys of an order and is laid over it.
func (s *Scenario) addOrders(l written) error {
	var raws []json.RawMessage
	if present(l.Order) {
		raws = append(raws, l.Order)
	}
	if present(l.OtherOrders) {
		var list []json.RawMessage
		if bytes.HasPrefix(bytes.TrimSpace(l.OtherOrders), []byte("[")) {
			if err := json.Unmarshal(l.OtherOrders, &list); err != nil {
				return fmt.Errorf("other_orders: %w", err)
			}
		} else {
			list = append(list, l.OtherOrders)
		}
		raws = append(raws, list...)
	}
	for i, raw := range raws {
		m := map[string]json.RawMessage{}
		if err := json.Unmarshal(raw, &m); err != nil {
			return fmt.Errorf("order: %w", err)
		}
		if i == 0 && present(l.ShopFacts) {
			over := map[string]json.RawMessage{}
			if err := json.Unmarshal(l.ShopFacts, &over); err != nil {
				return fmt.Errorf("shop_facts: %w", err)
			}
			for k, v := range over {
				if _, err := orderFrom(map[string]json.RawMessage{k: v}, s.Zone); err == nil { // what the shop knows may have a form of its own
					m[k] = v
				}
			}
		}
		o, err := orderFrom(m, s.Zone)
		if err != nil {
			return fmt.Errorf("order: %w", err)
		}
		if same, ok := asOrdered(m, &o); ok {
			s.Items[o.Number] = same
		}
		s.Orders = append(s.Orders, o)
	}
	return nil
}

// orderFrom reads an order. Addresses may be texts or mappings; a replacement's delivery
// may stand beside the order instead of in its RMA. Times without a zone are the shop's.
func orderFrom(m map[string]json.RawMessage, shop *time.Location) (desk.Order, error) {
	m = maps.Clone(m)
	for _, k := range []string{"checkout_address", "label_address"} {
		if raw, ok := m[k]; ok && present(raw) && raw[0] != '"' {
			quoted, err := json.Marshal(string(raw))
			if err != nil {
				return desk.Order{}, fmt.Errorf("%s: %w", k, err)
			}
			m[k] = quoted
		}
	}
	b, err := json.Marshal(m)
	if err != nil {
		return desk.Order{}, fmt.Errorf("read again: %w", err)
	}
	var o desk.Order
	if json.Unmarshal(b, &o) != nil { // times and amounts written as an orders file may write them
		if b, err = (desk.OrderForm{Shop: shop, Zone: shipToZone}).Complete(b); err != nil {
			return desk.Order{}, err
		}
		o = desk.Order{}
		if err := json.Unmarshal(b, &o); err != nil {
			return desk.Order{}, fmt.Errorf("keys and types as in orders.json are needed: %w", err)
		}
	}
	if differs, ok := boolOf(m, "address_mismatch", "label_differs", "label_mismatch"); ok && o.LabelAddress == "" {
		o.CheckoutAddress, o.LabelAddress = "as typed at checkout", "as typed at checkout"
		if differs {
			o.LabelAddress = "another one"
		}
	}
	if raw, ok := m["replacement_delivered_at"]; ok && present(raw) && len(o.PriorRMA) > 0 {
		last := &o.PriorRMA[len(o.PriorRMA)-1]
		if err := json.Unmarshal(raw, &last.ReplacementAt); err != nil {
			return desk.Order{}, fmt.Errorf("replacement_delivered_at: %w", err)
		}
	}
	return o, nil
}

// shipToZone gives the zone of an IANA name; "" is unknown and gives nil.
func shipToZone(name string) (*time.Location, error) {
	if name == "" {
		return nil, nil
	}
	return time.LoadLocation(name)
}

// asOrdered says whether the shop found that the delivered item is the ordered one: by a
// yes or no, or by the item code that was packed.
func asOrdered(m map[string]json.RawMessage, o *desk.Order) (same, ok bool) {
	if same, ok = boolOf(m, "delivered_as_ordered", "delivered_matches_order", "item_matches_order", "item_matches"); ok {
		return same, true
	}
	for _, k := range []string{"delivered_sku", "packed_sku", "shipped_sku", "picked_sku"} {
		var sku string
		if raw, there := m[k]; there && json.Unmarshal(raw, &sku) == nil && sku != "" {
			return slices.ContainsFunc(o.Lines, func(l desk.Line) bool { return strings.EqualFold(l.SKU, sku) }), true
		}
	}
	return false, false
}

func boolOf(m map[string]json.RawMessage, keys ...string) (value, ok bool) {
	for _, k := range keys {
		if raw, there := m[k]; there && json.Unmarshal(raw, &value) == nil {
			return value, true
		}
	}
	return false, false
}

func present(raw json.RawMessage) bool {
	t := bytes.TrimSpace(raw)
	return len(t) > 0 && string(t) != "null"
}
