package sim

import (
	"container/heap"
	"time"
)

// event is something that the world does at a time.
type event struct {
	at  time.Time
	seq int // keeps events of one instant in the order of planning
	do  func() error
}

// agenda is what is going to happen, the earliest first.
type agenda struct {
	list []event
	seq  int
}

// Len implements heap.Interface.
func (a *agenda) Len() int { return len(a.list) }

// Less implements heap.Interface.
func (a *agenda) Less(i, j int) bool {
	if !a.list[i].at.Equal(a.list[j].at) {
		return a.list[i].at.Before(a.list[j].at)
	}
	return a.list[i].seq < a.list[j].seq
}

// Swap implements heap.Interface.
func (a *agenda) Swap(i, j int) { a.list[i], a.list[j] = a.list[j], a.list[i] }

// Push implements heap.Interface.
func (a *agenda) Push(x any) {
	if e, ok := x.(event); ok {
		a.list = append(a.list, e)
	}
}

// Pop implements heap.Interface.
func (a *agenda) Pop() any {
	e := a.list[len(a.list)-1]
	a.list = a.list[:len(a.list)-1]
	return e
}

// plan puts something on the agenda.
func (a *agenda) plan(at time.Time, do func() error) {
	a.seq++
	heap.Push(a, event{at, a.seq, do})
}

// next takes the earliest event that is due by a time.
func (a *agenda) next(by time.Time) (event, bool) {
	if len(a.list) == 0 || a.list[0].at.After(by) {
		return event{}, false
	}
	e, ok := heap.Pop(a).(event)
	return e, ok
}
