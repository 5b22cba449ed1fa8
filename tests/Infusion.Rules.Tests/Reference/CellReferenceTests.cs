using System.Globalization;
using Infusion.Rules.Continuity;
using Infusion.Rules.Courses;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Reference;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Reference.Cells;
using Infusion.Rules.Visits;

namespace Infusion.Rules.Tests.Reference;

/// <summary>Every cell of every published table against the independent reference model, unknown included.</summary>
public class CellReferenceTests
{
    public static TheoryData<string> TableIds => [.. Tables];

    public static TheoryData<Type, Type> Orders => new()
    {
        { typeof(EligibilityOutcome), typeof(EligibilityReference.Outcome) },
        { typeof(MedicationChangeOutcome), typeof(ContinuityReference.Outcome) },
        { typeof(FastingOutcome), typeof(FastingReference.Verdict) },
        { typeof(ReleaseOutcome), typeof(VisitReference.Release) },
        { typeof(DrivingOutcome), typeof(VisitReference.Driving) },
        { typeof(SideEffectOutcome), typeof(VisitReference.SideEffect) },
        { typeof(ResponseOutcome), typeof(ResponseReference.Outcome) },
        { typeof(ResponseFinality), typeof(ResponseReference.Finality) },
        { typeof(CourseStage), typeof(CourseReference.Stage) },
        { typeof(DayOutcome), typeof(CourseReference.Day) },
        { typeof(MaintenanceOutcome), typeof(MaintenanceReference.Status) },
        { typeof(CancellationFeeOutcome), typeof(FeeReference.FeeOutcome) },
    };

    internal static IEnumerable<string> Tables => All().Select(one => one.Table.Id);

    // What the reference model leaves out, because there is nothing to decide: sentences, and lists that say what is not done.
    private static string[] Silent =>
    [
        "consultation.call", "continuity.interaction", "continuity.statements", "fasting.during-and-after", "visit.checklist",
        "visit.vital-signs", "visit.blood-pressure",
        "visit.conduct", "protocol.course-week", "visit.start", "visit.start-findings", "visit.statements", "response.standing", "payment.statement", "fee.prepayment",
    ];

    [Theory]
    [MemberData(nameof(TableIds))]
    public void Every_cell_agrees(string table)
    {
        CellReference one = All().Single(candidate => candidate.Table.Id == table);
        (long compared, long space, long mismatches) = ReferenceComparison.EveryCell(one.Table, one.Reference, one.ToldApart);
        long lost = one.HasScores ? 0 : ReferenceComparison.LostLimits(one.Table, one.Reference);
        Evidence.Write($"reference-cells-{table}", compared, space, mismatches + lost);
    }

    [Fact]
    public void Every_published_table_is_compared_or_has_nothing_to_decide() => Assert.Equal(
        InfusionRules.Published.Tables.Select(table => table.Id).Order(StringComparer.Ordinal),
        All().Select(one => one.Table.Id).Concat(Silent).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Orders))]
    public void The_order_of_caution_is_the_references(Type library, Type reference)
    {
        string[] ours = Enum.GetNames(library);
        string[] theirs = Enum.GetNames(reference);
        string[] common = [.. ours.Intersect(theirs)];
        Assert.True(common.Length >= 2, string.Format(CultureInfo.InvariantCulture, "{0} and {1} share no names.", library, reference));
        Assert.Equal(common, theirs.Where(common.Contains));
    }

    [Fact]
    public void The_protocol_named_is_the_references_in_every_complete_case()
    {
        foreach (int cases in Enumerable.Range(0, 8))
        {
            (bool pain, bool mind, bool head) = ((cases & 1) != 0, (cases & 2) != 0, (cases & 4) != 0);
            ProtocolReference.Protocol expected = ProtocolReference.Recommend(new(pain, mind, head)).Protocol;
            Assert.Equal(
                expected switch
                {
                    ProtocolReference.Protocol.FourHour => ["four-hour"],
                    ProtocolReference.Protocol.OneHour => ["one-hour"],
                    _ => (string[])[],
                },
                InfusionRules.Published.Protocols.Named(new() { HasPain = pain, HasMentalHealth = mind, HasHeadache = head })
                    .Select(id => id.Name));
        }
    }

    private static IEnumerable<CellReference> All() =>
    [
        .. EligibilityCells.All(InfusionRules.Published), .. ProtocolCells.All(InfusionRules.Published),
        .. VisitCells.All(InfusionRules.Published),
        .. ResponseCells.All(InfusionRules.Published), .. MaintenanceCells.All(InfusionRules.Published),
        .. CourseCells.All(InfusionRules.Published),
    ];
}
