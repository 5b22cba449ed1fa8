using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>A decision that was stored is taken up where another one rests on it.</summary>
public class EarlierDecisionTests
{
    private static InfusionRules Rules => InfusionRules.Published;

    private static Visit Cancelled => new()
    {
        Entry = "visit-1",
        Appointment = Local("2026-06-15 10:00"),
        Intakes = [Intake.Of("solid", Local("2026-06-15 07:00"))],
        IntakesCompleteness = ListCompleteness.Complete,
        Cancellation = new()
        {
            By = AppointmentEnd.ClinicCancelled,
            Reason = CancellationReason.FastingViolation,
            At = Local("2026-06-15 09:50"),
        },
    };

    private static ImmutableArray<Visit> Visits =>
    [
        .. from intakes in new ImmutableArray<Intake>[]
           {
               [], [Intake.Of("solid", Local("2026-06-15 07:00"))], [Intake.Of("solid", Local("2026-06-15 05:00"))],
               [Intake.Of("gravel", Local("2026-06-15 08:00"))],
           }
           from completeness in new ListCompleteness?[] { null, ListCompleteness.Complete }
           from end in new AppointmentEnd?[] { null, AppointmentEnd.ClinicCancelled, AppointmentEnd.PatientCancelled }
           from reason in new CancellationReason?[] { null, CancellationReason.FastingViolation, CancellationReason.LateArrival }
           select Cancelled with
           {
               Intakes = intakes,
               IntakesCompleteness = completeness ?? ListCompleteness.Partial,
               Cancellation = new() { By = end, Reason = reason, At = Local("2026-06-15 09:50") },
           },
    ];

    [Fact]
    public void A_fee_that_takes_up_the_stored_plan_of_the_fast_is_the_fee_that_judges_it()
    {
        var seen = new HashSet<(DecisionStatus, FastingOutcome)>();
        foreach (Visit visit in Visits)
        {
            Decision<FastingOutcome> plan = Rules.Fasting.DecideAtCancellation(visit);
            seen.Add((plan.Status, plan.Outcome));
            Decision<CancellationFeeOutcome> judged = Rules.Fees.DecideCancellation(visit);
            Decision<CancellationFeeOutcome> taken = judged.RestingOn(Stored(plan.ToDocument()));
            Assert.Equal(judged.Outcomes, taken.Outcomes);
            Assert.Equal(Rules.Fees.AmountOf(judged), Rules.Fees.AmountOf(taken));
            Assert.Equal(judged.DecidingRules, taken.DecidingRules);
            Assert.Equal(judged.Questions, taken.Questions);
        }

        Assert.True(seen.Count > 3, "the visits have too few kinds of fast");
    }

    [Fact]
    public void What_was_decided_then_stands_when_the_record_says_something_else_now()
    {
        DecisionDocument then = Stored(Rules.Fasting.DecideAtCancellation(Cancelled).ToDocument());
        Visit corrected = Cancelled with { Intakes = [] };
        Decision<CancellationFeeOutcome> now = Rules.Fees.DecideCancellation(corrected);
        Decision<CancellationFeeOutcome> taken = now.RestingOn(then);
        Assert.Equal((CancellationFeeOutcome.ReasonNotSupported, CancellationFeeOutcome.Charged), (now.Outcome, taken.Outcome));
        Assert.Equal((Money.Usd(0), Money.Usd(100)), (Rules.Fees.AmountOf(now), Rules.Fees.AmountOf(taken)));

        DecisionDocument document = taken.ToDocument();
        Assert.Equal(then, Assert.Single(document.Parts));
        Assert.Contains("100", Assert.Single(document.Values).Value, StringComparison.Ordinal);
        Assert.Equal("fast not met", Assert.Single(document.Facts, fact => fact.Id == "fee.fasting-plan").Observed);
        Assert.Equal(taken, now.RestingOn(Stored(then)));
        Assert.NotEqual(taken, now);
    }

    [Fact]
    public void A_booking_takes_up_the_standing_and_the_stored_one_is_its_part()
    {
        Assessment assessment = new()
        {
            Conditions = [new() { Name = "migraine" }],
            ConditionsCompleteness = ListCompleteness.Complete,
            Verdict = PhysicianVerdict.Candidate,
        };
        foreach (PhysicianVerdict? verdict in new PhysicianVerdict?[]
            {
                null,
                PhysicianVerdict.Candidate,
                PhysicianVerdict.NotCandidate,
                PhysicianVerdict.NotRecorded,
            })
        {
            Applicant applicant = new() { Assessment = assessment with { Verdict = verdict }, Consultation = new() { Held = true } };
            DecisionDocument standing = Stored(Rules.Eligibility.Decide(applicant).ToDocument());
            Decision<BookingOutcome> taken = Rules.Eligibility.DecideBooking(applicant).RestingOn(standing);
            Assert.Equal(Rules.Eligibility.DecideBooking(applicant).Outcomes, taken.Outcomes);
            Assert.Single(taken.ToDocument().Parts, part => part.Decision == standing.Decision);
            Assert.Contains(standing, taken.ToDocument().Parts);
        }
    }

    [Fact]
    public void The_next_session_takes_up_the_verdict_so_far()
    {
        ResponseSeries none = new() { Conditions = [ConditionCategory.Pain] };
        DecisionDocument verdict = Stored(Rules.Response.Decide(none).ToDocument()) with
        {
            Status = DecisionStatus.Determined,
            Outcome = nameof(ResponseOutcome.LikelyNonResponder),
            Possible = [nameof(ResponseOutcome.LikelyNonResponder)],
            Questions = [],
        };
        Decision<ContinuationOutcome> taken = Rules.Response.DecideContinuation(none).RestingOn(verdict);
        Assert.Equal((DecisionStatus.Determined, ContinuationOutcome.ContinuationNotRecommended), (taken.Status, taken.Outcome));
    }

    [Fact]
    public void An_open_decision_stays_open_and_asks_what_it_asked()
    {
        Visit unasked = Cancelled with { Intakes = [], IntakesCompleteness = ListCompleteness.Partial };
        DecisionDocument then = Stored(Rules.Fasting.DecideAtCancellation(unasked).ToDocument());
        Decision<CancellationFeeOutcome> taken = Rules.Fees.DecideCancellation(Cancelled).RestingOn(then);
        Assert.Equal(DecisionStatus.NeedsInformation, taken.Status);
        Assert.Equal(then.Questions.Select(question => question.Ask), taken.Questions.Select(question => question.Ask));
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        DecisionDocument plan = Rules.Fasting.DecideAtCancellation(Cancelled).ToDocument();
        Decision<CancellationFeeOutcome> fee = Rules.Fees.DecideCancellation(Cancelled);
        Refused("does not rest on 'fee.cancellation'; it rests on fasting.at-cancellation", fee.ToDocument());
        Refused("about another subject", plan with { Subject = "visit-2" });
        Refused("under the policy 'elsewhere'", plan with { Policy = "elsewhere" });
        Refused("has an outcome that is none of this policy's", plan with { Possible = ["Fine"], Outcome = "Fine" });
        Refused("contradicts itself", plan with { Outcome = nameof(FastingOutcome.Compliant) });
        Refused("contradicts itself", plan with { Status = DecisionStatus.NeedsInformation });
        Refused("contradicts itself", plan with { Possible = [] });
        Refused("contradicts itself", plan with { Status = DecisionStatus.Invalid });
        Assert.Throws<ArgumentNullException>(() => fee.RestingOn(null!));
        Assert.Throws<InvalidOperationException>(() => default(Decision<CancellationFeeOutcome>).RestingOn(plan));
        Assert.Contains(
            "rests on no other", Assert.Throws<ArgumentException>(() => Rules.Fasting.DecidePlan(Cancelled).RestingOn(plan)).Message,
            StringComparison.Ordinal);
        void Refused(string why, DecisionDocument earlier) =>
            Assert.Contains(why, Assert.Throws<ArgumentException>(() => fee.RestingOn(earlier)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_amount_of_a_fee_is_asked_of_the_rules_that_decided_it() =>
        Assert.Throws<ArgumentException>(() =>
            new InfusionRules(
                ClinicPolicy.VirginiaInfusionTherapies with { Version = "2" }).Fees.AmountOf(Rules.Fees.DecideCancellation(Cancelled)));

    private static DecisionDocument Stored(DecisionDocument document) => DecisionJson.Parse(DecisionJson.Write(document));
}
