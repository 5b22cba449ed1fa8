using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Records;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>A whole record: what each room is handed by the others.</summary>
public sealed class CourseReviewTests
{
    private static CourseReview Crps => RecordFiles.Rules.Review(PatientRecord.Parse(RecordFiles.Crps, RecordFiles.Rules.TimeZone));

    private static CourseReview Depression => RecordFiles.Rules.Review(PatientRecord.Parse(RecordFiles.Depression, RecordFiles.Rules.TimeZone));

    [Fact]
    public void The_patient_is_a_candidate_and_may_be_booked()
    {
        CourseReview review = Crps;
        Assert.Equal(EligibilityOutcome.Candidate, review.Eligibility!.Value.Outcome);
        Assert.Equal(BookingOutcome.Accepted, review.Booking!.Value.Outcome);
        Assert.Equal("four-hour", review.ProtocolOfSeries?.Text);
        Assert.Equal(InductionOutcome.Complete, review.Induction!.Value.Outcome);
    }

    [Fact]
    public void The_cancelled_visit_costs_the_fee_and_counts_as_no_session()
    {
        CourseReview review = Crps;
        VisitReview cancelled = review.Visits[2];
        Assert.Equal(FastingOutcome.Violation, cancelled.FastingPlan.Outcome);
        Assert.Equal(Duration.FromMinutes(70), cancelled.FastingPlan.ToDocument().Parts[0].Elapsed("fasting.short-by"));
        Assert.Equal(Utc("2026-03-06T15:10:00Z"), cancelled.FastingPlan.ToDocument().ValueAt("fasting.earliest-appointment"));
        Assert.Equal((CancellationFeeOutcome.Charged, Money.Usd(100)), (cancelled.Fee!.Value.Outcome, cancelled.FeeAmount));
        Assert.Equal(RescheduleOutcome.AnotherDay, cancelled.Reschedule!.Value.Outcome);
        Assert.Equal([0, 1, 2, 2], review.Visits.Select(visit => visit.CompletedBefore));
    }

    [Fact]
    public void A_restriction_across_the_change_of_the_clocks_counts_elapsed_hours()
    {
        VisitTimeline last = Crps.Visits[3].Timeline!;
        Assert.Equal(Utc("2026-03-08T18:00:00Z"), last.Find("driving-restriction-end")!.Value.At);
        Assert.Equal(TimeBasis.Recorded, last.Find("end")!.Value.Basis);
        Assert.Equal(Utc("2026-03-07T12:00:00Z"), last.Find("clear-liquid-cut-off")!.Value.At);
    }

    [Fact]
    public void Pain_from_eight_to_five_is_a_response_and_opens_maintenance()
    {
        CourseReview review = Crps;
        Assert.Equal(ResponseOutcome.Responder, review.Response!.Value.Outcome);
        Assert.Equal("37.5", review.Response.Value.ToDocument().Parts[0].Parts[0].Value("response.percent-dropped"));
        Assert.Equal((MaintenanceOutcome.NotYetDue, 22), (review.Maintenance!.Value.Outcome, RecordFiles.Rules.Maintenance.DaysEarly(review.MaintenanceCourse!)));
        Assert.Equal("2026-04-07 to 2026-06-07", RecordFiles.Rules.Maintenance.WindowOf(review.MaintenanceCourse!).ToString());
        Assert.Contains(review.Statements.Rules, rule => rule.Id == "course.not-a-cure");
    }

    [Fact]
    public void The_referral_credit_goes_to_the_next_priced_visit_and_not_against_the_fee()
    {
        CourseReview review = Crps;
        Assert.Equal(new ReferralBalance(Money.Usd(25), Money.Usd(25), Money.Usd(0), Money.Usd(0)), review.Ledger!.Total);
        Assert.Equal("visit-2", Assert.Single(review.Ledger!.Visits, visit => !visit.Applied.IsZero).Appointment);
        Assert.Equal(Money.Usd((3 * 650) - 25 + 100), review.Statement!.Total);
    }

    [Fact]
    public void What_is_missing_is_asked_and_never_guessed()
    {
        CourseReview review = Depression;
        Assert.Equal((DecisionStatus.NeedsInformation, FastingOutcome.Violation), (review.Visits[1].FastingPlan.Status, review.Visits[1].FastingPlan.Outcome));
        Assert.Equal(ReleaseOutcome.Hold, review.Visits[1].Release!.Value.Outcome);
        Assert.Equal(DrivingOutcome.Restricted, review.Visits[1].Driving!.Value.Outcome);
        Assert.Equal(ResponseOutcome.NotYetEvaluable, review.Response!.Value.Outcome);
        Assert.Equal(MaintenanceOutcome.BeforeMaintenance, review.Maintenance!.Value.Outcome);
        Assert.Null(review.Visits[2].Release);
        Assert.Null(review.Visits[2].Driving);
    }

    [Fact]
    public void A_planned_end_never_answers_the_driving_question()
    {
        PatientRecord started = PatientRecord.Parse(
            """{ "format": 1, "id": "x", "asOf": "2026-06-16T14:30", "protocol": "four-hour", "visits": [{ "id": "v", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00" }] }""",
            InfusionRules.Published.TimeZone);
        VisitReview visit = Assert.Single(InfusionRules.Published.Review(started).Visits);

        Assert.Equal((DecisionStatus.NeedsInformation, DrivingOutcome.Restricted), (visit.Driving!.Value.Status, visit.Driving.Value.Outcome));
        Assert.Equal(TimeBasis.Planned, visit.Timeline!.Find("driving-restriction-end")!.Value.Basis);
    }

    [Fact]
    public void Every_decision_is_a_document_that_reads_back()
    {
        InfusionRules rules = RecordFiles.Rules;
        int count = 0;
        foreach (string file in new[] { RecordFiles.Everything, RecordFiles.Crps, RecordFiles.Depression })
        {
            foreach (DecisionDocument document in rules.Review(PatientRecord.Parse(file, rules.TimeZone)).ToDocuments())
            {
                Assert.Equal(document, DecisionJson.Parse(DecisionJson.Write(document)));
                Assert.InRange(document.Summary.Length, 1, Explanation.SummaryLength);
                count++;
            }
        }

        Assert.True(count > 60, $"only {count} documents");
    }
}
