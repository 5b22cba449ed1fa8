using Infusion.Rules.Courses;
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
    public static IEnumerable<CellReference> All(InfusionRules rules)
    {
        DecisionTable stage = Table("course.stage"), next = Table("course.next"), waiting = Table("course.waiting");
        DecisionTable day = Table("day.visit");
        yield return new(stage, row => Bit(Enum.Parse<CourseStage>(CourseReference.StageOf(new(
            Enum.Parse<CourseReference.Verdict>(Name(stage, 0, row)), row[1] == 1, row[2] == 1, Response(stage, 3, row),
            Response(stage, 4, row), Enum.Parse<ResponseReference.Finality>(Name(stage, 5, row)), Response(stage, 6, row))).ToString())));
        yield return new(next, row => Bits(
        [
            .. CourseReference.StepsAfter(new(
                Stage(next, 0, row), row[1] == 1, row[2] == 1, Name(next, 3, row) == nameof(InductionOutcome.InProgress),
                Name(next, 3, row) == nameof(InductionOutcome.Complete), Response(next, 4, row), row[5] == 1, row[6] == 1, row[7] == 1))
                .Select(step => (true, Enum.Parse<NextStepKind>(step.ToString()))),
        ]));
        yield return new(waiting, row => Bits(
        [
            .. CourseReference.Waiting(new(row[0] == 1, row[1] == 1, row[2] == 1, row[3] == 1))
                .Select(step => (true, Enum.Parse<NextStepKind>(step.ToString()))),
        ]));
        yield return new(day, row => Bit(Enum.Parse<DayOutcome>(CourseReference.DayOf(new(
            Name(day, 0, row) == nameof(FastingOutcome.Violation), Name(day, 0, row) == nameof(FastingOutcome.ClinicianDecision),
            Stage(day, 1, row), row[2] == 1, Name(day, 3, row) == nameof(InboundRideOutcome.InboundRideNeeded), row[4] == 1)).ToString())));

        DecisionTable Table(string id) => rules.Tables.Single(table => table.Id == id);
    }

    private static ResponseReference.Outcome Response(DecisionTable table, int fact, long[] row) =>
        Enum.Parse<ResponseReference.Outcome>(Name(table, fact, row));

    private static CourseReference.Stage Stage(DecisionTable table, int fact, long[] row) =>
        Enum.Parse<CourseReference.Stage>(Name(table, fact, row));
}
