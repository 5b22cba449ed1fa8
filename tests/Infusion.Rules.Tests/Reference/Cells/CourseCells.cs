using Infusion.Rules.Courses;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Protocols;
using Infusion.Rules.Reference;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using static Infusion.Rules.Tests.Reference.Cells.CellReference;

namespace Infusion.Rules.Tests.Reference.Cells;

/// <summary>Section 8 of the reference model, read cell by cell.</summary>
internal static class CourseCells
{
    public static IEnumerable<CellReference> All(InfusionRules rules, ReferencePolicy policy)
    {
        DecisionTable verdict = Table("course.verdict"), stage = Table("course.stage"), next = Table("course.next"), waiting = Table("course.waiting");
        DecisionTable day = Table("day.visit");
        yield return new(verdict, row => Bit(Enum.Parse<CourseVerdict>(CourseReference.VerdictOf(
            Response(verdict, 0, row), Response(verdict, 1, row), Enum.Parse<ResponseReference.Finality>(Name(verdict, 2, row)),
            Response(verdict, 3, row)).ToString())));
        yield return new(stage, row => Bit(Enum.Parse<CourseStage>(CourseReference.StageOf(Standing(stage, row)).ToString())));
        yield return new(next, row => Bits(
        [
            .. CourseReference.StepsAfter(new(
                Stage(next, 0, row), Refusal(next, 1, row) is null, row[2] == 1, row[3] == 1,
                Name(next, 4, row) == nameof(InductionOutcome.InProgress), Name(next, 4, row) == nameof(InductionOutcome.Complete),
                Response(next, 5, row), row[6] == 1, row[7] == 1, row[8] == 1))
                .Select(step => (true, Enum.Parse<NextStepKind>(step.ToString()))),
        ]));
        yield return new(waiting, row => Bits(
        [
            .. CourseReference.Waiting(new(row[0] == 1, row[1] == 1, row[2] == 1, row[3] == 1))
                .Select(step => (true, Enum.Parse<NextStepKind>(step.ToString()))),
        ]));
        yield return new(day, row => Bit(Enum.Parse<DayOutcome>(CourseReference.DayOf(new(
            Enum.Parse<CourseReference.Progress>(Name(day, 0, row)),
            Name(day, 1, row) == nameof(BookingOutcome.NotPublished) ? null : Refusal(day, 1, row) is null,
            Name(day, 4, row) == nameof(RouteOutcome.NotOffered), Name(day, 5, row) == nameof(FastingOutcome.Violation),
            Name(day, 5, row) == nameof(FastingOutcome.ClinicianDecision), Stage(day, 2, row), row[3] == 1,
            Name(day, 6, row) == nameof(InboundRideOutcome.InboundRideNeeded), row[7] == 1, row[8] == 1,
            Place(day, "day.start") is >= 0 and var start && Name(day, start, row) == nameof(StartOutcome.Wait),
            Flag(row, Place(day, "day.beyond-induction"), false))).ToString())));

        DecisionTable Table(string id) => rules.Tables.Single(table => table.Id == id);
    }

    private static ResponseReference.Outcome Response(DecisionTable table, int fact, long[] row) =>
        Enum.Parse<ResponseReference.Outcome>(Name(table, fact, row));

    // A verdict on the response that means what a row says: any that does will do.
    private static CourseReference.StageFacts Standing(DecisionTable stage, long[] row) => new(
        Refusal(stage, 0, row), row[1] == 1, row[2] == 1, row[3] == 1,
        Name(stage, 4, row) == nameof(CourseVerdict.Unlikely)
            ? ResponseReference.Outcome.LikelyNonResponder : ResponseReference.Outcome.NotYetEvaluable,
        Name(stage, 4, row) == nameof(CourseVerdict.Responds)
            ? ResponseReference.Outcome.Responder : ResponseReference.Outcome.NotYetEvaluable,
        ResponseReference.Finality.Standing, ResponseReference.Outcome.NotYetEvaluable);

    private static ConsultationReference.RejectionReason? Refusal(DecisionTable table, int fact, long[] row) =>
        Enum.Parse<BookingOutcome>(Name(table, fact, row)) switch
        {
            BookingOutcome.Accepted => null,
            BookingOutcome.RejectedNoConsultation => ConsultationReference.RejectionReason.NoConsultation,
            BookingOutcome.RejectedNotCandidate => ConsultationReference.RejectionReason.NotCandidate,
            _ => ConsultationReference.RejectionReason.NoPhysicianVerdict,
        };

    private static CourseReference.Stage Stage(DecisionTable table, int fact, long[] row) =>
        Enum.Parse<CourseReference.Stage>(Name(table, fact, row));
}
