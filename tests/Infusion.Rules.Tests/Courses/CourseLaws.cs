using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fees;
using Infusion.Rules.Records;

namespace Infusion.Rules.Tests.Courses;

/// <summary>What holds of every review.</summary>
internal static class CourseLaws
{
    /// <summary>No stage without a next step, and no step that the stage does not allow.</summary>
    public static void AssertSteps(CourseReview review)
    {
        NextStepKind[] steps = [.. review.NextSteps.Select(step => step.Kind)];
        bool isAccepted = review.Record is
        {
            Consultation: { Held: true, Entry.Voided: null },
            Eligibility: { Verdict: PhysicianVerdict.Candidate, VerdictBy: ClinicianRole.Physician },
        };
        bool hasReason = HasSaid(review.Record, WordAbout.ReasonToContinue) || HasSaid(review.Record, WordAbout.Maintenance);
        if (review.Stage.Status == DecisionStatus.Determined && review.Next.Status != DecisionStatus.Invalid)
        {
            bool waits = review.Stage.Outcome != CourseStage.Declined;

            // While a question decides which step is next, that question is what comes next.
            bool isAsked = review.Next.Status == DecisionStatus.NeedsInformation && !review.Questions.IsEmpty;
            Assert.True(!waits || steps.Length > 0 || isAsked, $"{review.Stage.Outcome} has no next step; {review.Next}");
        }

        if (steps.Any(step => step is NextStepKind.BookInfusion or NextStepKind.GiveInfusion or NextStepKind.BookMaintenance))
        {
            Assert.True(isAccepted, $"{string.Join(',', steps)} without a physician's verdict of candidate after a consultation");
        }

        if (steps.Contains(NextStepKind.BookMaintenance))
        {
            Assert.True(review.Stage is { Status: DecisionStatus.Determined, Outcome: CourseStage.Maintenance });
        }

        if (steps.Any(step => step is NextStepKind.BookInfusion or NextStepKind.GiveInfusion))
        {
            Assert.False(
                review.Stage.Has(CourseStage.DiscontinuationRecommended) && !hasReason, "a session after a likely non-response");
        }
    }

    /// <summary>Credits conserve, and every amount comes of one entry.</summary>
    public static void AssertCharges(CourseReview review)
    {
        if (review.Ledger is not { } ledger)
        {
            Assert.NotEmpty(review.Contradictions);
            return;
        }

        ReferralBalance total = ledger.Total;
        Assert.Equal(total.Earned, total.Applied + total.Forfeited + total.Open);
        string[] friends = [.. review.Record.Referrals.Where(one => one.Entry.Voided is null).Select(one => one.Friend)];
        Assert.All(ledger.Credits, credit => Assert.Contains(credit.Friend, friends));
        Assert.Equal(ledger.Credits.Length, ledger.Credits.Select(credit => (credit.Referrer, credit.Friend)).Distinct().Count());
        Assert.All(ledger.Visits, visit =>
        {
            ReferralCredit[] spent = [.. ledger.Credits.Where(credit => credit.SpentAt == visit.Appointment)];
            Assert.Equal(Sum(total.Earned, spent.Select(credit => credit.Applied)), visit.Applied);
            Assert.Equal(Sum(total.Earned, spent.Select(credit => credit.Forfeited)), visit.Forfeited);
        });
        string[] visits = [.. review.Record.Visits.Where(one => one.Entry.Voided is null).Select(one => one.Id)];
        if (review.Statement is { } statement)
        {
            Assert.All(statement.Lines, line => Assert.Contains(line.Appointment, visits));
            Assert.Equal(statement.Lines.Length, statement.Lines.Select(line => (line.Kind, line.Appointment)).Distinct().Count());
        }
    }

    private static Money Sum(Money unit, IEnumerable<Money> amounts) =>
        amounts.Aggregate(Money.Of(0, unit.Currency), (sum, amount) => sum + amount);

    private static bool HasSaid(PatientRecord record, WordAbout about) =>
        record.Words.Any(word => word.About == about && word.Entry.Voided is null && word.By is not (null or ClinicianRole.Other));
}
