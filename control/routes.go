package control

import (
	"context"
	"io"

	"returndesk/desk"
	"returndesk/digest"
	"returndesk/flow"
)

// The names of the methods on the wire.
const (
	nameWhoami        = "whoami"
	nameQueue         = "queue"
	nameShow          = "show"
	nameReclassify    = "reclassify"
	nameUnclass       = "unclass"
	nameResolve       = "resolve"
	nameSnooze        = "snooze"
	nameNote          = "note"
	nameHandUp        = "hand_up"
	nameAskMore       = "ask_more"
	nameCorrections   = "corrections"
	nameRevoke        = "revoke_correction"
	nameUsers         = "users"
	nameAddUser       = "add_user"
	nameChangeUser    = "change_user"
	nameApprove       = "approve"
	nameEdit          = "edit"
	nameReject        = "reject"
	nameUndo          = "undo"
	nameRMAs          = "rmas"
	nameRMA           = "rma"
	nameAdvanceRMA    = "advance_rma"
	nameRMASteps      = "rma_steps"
	nameTakeRMAStep   = "take_rma_step"
	nameRMAPhoto      = "rma_photo"
	nameParked        = "parked"
	nameParkedMail    = "parked_mail"
	nameReplay        = "replay"
	nameConfirmOrders = "confirm_orders"
	nameResumeAcks    = "resume_acknowledgements"
	nameStatus        = "status"
	nameErase         = "erase"
	nameDigest        = "digest"
	nameSendDigest    = "send_digest"
	nameDigestWeeks   = "digest_weeks"
	nameLLMDay        = "llm_day"
	nameCountLLM      = "count_llm"
	nameBackup        = "backup"    // a stream, see stream.go
	nameDecisions     = "decisions" // a stream, too
	nameExport        = "export"    // a stream, too
)

// routes puts every method of Desk on the server.
func (s *Server) routes() {
	d := s.desk
	method(s, nameWhoami, func(_ context.Context, by desk.Actor, _ nothing) (desk.Actor, error) { return by, nil })

	method(s, nameQueue, func(ctx context.Context, _ desk.Actor, f desk.CaseFilter) ([]flow.QueueRow, error) {
		return d.Queue(ctx, f)
	})
	method(s, nameShow, func(ctx context.Context, _ desk.Actor, q idRequest) (flow.CaseView, error) { return d.Show(ctx, q.ID) })
	method(s, nameResolve, func(ctx context.Context, by desk.Actor, r flow.Resolution) (resolved, error) {
		c, draft, err := d.Resolve(ctx, by, r)
		return resolved{c, draft}, err
	})

	method(s, nameSnooze, func(ctx context.Context, by desk.Actor, q snoozeRequest) (desk.Case, error) {
		return d.Snooze(ctx, by, q.ID, q.Until, q.Because)
	})
	method(s, nameNote, func(ctx context.Context, by desk.Actor, q noteRequest) (nothing, error) {
		return nothing{}, d.Note(ctx, by, q.ID, q.Text)
	})
	method(s, nameHandUp, func(ctx context.Context, by desk.Actor, q handRequest) (desk.Case, error) {
		return d.HandUp(ctx, by, q.ID, q.To, q.Because)
	})
	method(s, nameAskMore, d.AskMore)
	s.learningRoutes()
	s.peopleRoutes()

	method(s, nameApprove, d.Approve)
	method(s, nameEdit, d.EditDraft)
	method(s, nameReject, func(ctx context.Context, by desk.Actor, q idRequest) (desk.Draft, error) {
		return d.Reject(ctx, by, q.ID, q.Because)
	})
	method(s, nameUndo, func(ctx context.Context, by desk.Actor, q idRequest) (desk.Draft, error) {
		return d.Undo(ctx, by, q.ID)
	})

	method(s, nameLLMDay, func(ctx context.Context, _ desk.Actor, q idRequest) ([]byte, error) { return d.LLMDay(ctx, q.ID) })
	method(s, nameCountLLM, func(ctx context.Context, by desk.Actor, q spendingRequest) (nothing, error) {
		return nothing{}, d.CountLLM(ctx, by, q.Was, q.Now)
	})

	method(s, nameRMAs, func(ctx context.Context, _ desk.Actor, f desk.RMAFilter) ([]desk.RMA, error) { return d.RMAs(ctx, f) })
	method(s, nameRMA, func(ctx context.Context, _ desk.Actor, q idRequest) (desk.RMA, error) { return d.RMA(ctx, q.ID) })
	method(s, nameAdvanceRMA, func(ctx context.Context, by desk.Actor, q advanceRequest) (desk.RMA, error) {
		return d.AdvanceRMA(ctx, by, q.Number, q.To, q.Because, q.Set)
	})
	method(s, nameRMASteps, func(ctx context.Context, _ desk.Actor, q idRequest) (flow.RMAView, error) {
		return d.RMASteps(ctx, q.ID)
	})
	methodOf(s, nameTakeRMAStep, maxPhotos, d.TakeRMAStep)
	method(s, nameRMAPhoto, func(ctx context.Context, _ desk.Actor, q photoRequest) (rmaPhoto, error) {
		p, data, err := d.RMAPhoto(ctx, q.Number, q.SHA256)
		return rmaPhoto{p, data}, err
	})

	method(s, nameParked, func(ctx context.Context, _ desk.Actor, q parkedRequest) ([]desk.Mail, error) {
		return d.Parked(ctx, q.State, q.Limit)
	})
	method(s, nameParkedMail, func(ctx context.Context, _ desk.Actor, q idRequest) (parkedMail, error) {
		m, raw, err := d.ParkedMail(ctx, q.ID)
		return parkedMail{m, raw}, err
	})
	method(s, nameReplay, func(ctx context.Context, by desk.Actor, q idRequest) (desk.Mail, error) {
		return d.Replay(ctx, by, q.ID, q.Because)
	})

	method(s, nameConfirmOrders, func(ctx context.Context, by desk.Actor, _ nothing) (OrdersStatus, error) {
		return d.ConfirmOrders(ctx, by)
	})
	method(s, nameResumeAcks, func(ctx context.Context, by desk.Actor, q idRequest) (nothing, error) {
		return nothing{}, d.ResumeAcknowledgements(ctx, by, q.Because)
	})
	method(s, nameStatus, func(ctx context.Context, _ desk.Actor, _ nothing) (Status, error) { return d.Status(ctx) })

	method(s, nameDigest, func(ctx context.Context, _ desk.Actor, q idRequest) (digest.Digest, error) {
		return d.Digest(ctx, q.ID)
	})
	method(s, nameSendDigest, func(ctx context.Context, by desk.Actor, q idRequest) (digest.Digest, error) {
		return d.SendDigest(ctx, by, q.ID)
	})
	method(s, nameDigestWeeks, func(ctx context.Context, _ desk.Actor, q parkedRequest) ([]string, error) {
		return d.DigestWeeks(ctx, q.Limit)
	})

	method(s, nameErase, func(ctx context.Context, by desk.Actor, q eraseRequest) (desk.Erasure, error) {
		return d.Erase(ctx, by, q.Address)
	})
	streamed(s, nameBackup, func(ctx context.Context, by desk.Actor, _ nothing, w io.Writer) error { return d.Backup(ctx, by, w) })
	streamed(s, nameDecisions, func(ctx context.Context, by desk.Actor, q sinceRequest, w io.Writer) error {
		return d.Decisions(ctx, by, q.Since, w)
	})
	streamed(s, nameExport, d.Export)
}

// peopleRoutes puts the methods of People on the server.
func (s *Server) peopleRoutes() {
	d := s.desk
	method(s, nameUsers, func(ctx context.Context, by desk.Actor, _ nothing) ([]desk.User, error) { return d.Users(ctx, by) })
	method(s, nameAddUser, d.AddUser)
	method(s, nameChangeUser, d.ChangeUser)
}

// learningRoutes puts what a person says about a reading, and takes back, on the server.
func (s *Server) learningRoutes() {
	d := s.desk
	method(s, nameReclassify, func(ctx context.Context, by desk.Actor, q correction) (desk.Case, error) {
		if q.NoAlso {
			q.Also = []desk.Class{}
		}
		return d.Reclassify(ctx, by, q.Correction)
	})
	method(s, nameUnclass, func(ctx context.Context, by desk.Actor, q unclassRequest) (desk.Case, error) {
		return d.Unclass(ctx, by, q.ID, q.From)
	})
	method(s, nameCorrections, func(ctx context.Context, _ desk.Actor, _ nothing) ([]desk.Correction, error) {
		return d.Corrections(ctx)
	})
	method(s, nameRevoke, func(ctx context.Context, by desk.Actor, q noteRequest) (desk.Correction, error) {
		return d.RevokeCorrection(ctx, by, q.ID, q.Text)
	})
}
