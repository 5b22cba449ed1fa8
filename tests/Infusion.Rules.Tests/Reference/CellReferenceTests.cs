using System.Globalization;
using Infusion.Rules.Continuity;
using Infusion.Rules.Courses;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies;
using Infusion.Rules.Reference;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Reference.Cells;
using Infusion.Rules.Tests.Repository;
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

    public static TheoryData<string> Samples => [.. SampleNames];

    internal static IEnumerable<string> SampleNames =>
        Directory.EnumerateFiles(RepositoryFiles.PathOf("samples/policies"), "*.json")
            .Select(static file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    internal static IEnumerable<string> Tables => All().Select(one => one.Table.Id);

    // What the reference model leaves out, because there is nothing to decide: what is said of every visit and of paying.
    private static string[] Silent => ["visit.statements", "payment.statement"];

    [Theory]
    [MemberData(nameof(TableIds))]
    public void Every_cell_agrees(string table)
    {
        CellReference one = All().Single(candidate => candidate.Table.Id == table);
        (long compared, long space, long mismatches) = Compared(one);
        Evidence.Write($"reference-cells-{table}", compared, space, mismatches);
    }

    // Every file of the folder, so that one more is compared as soon as it is there.
    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_cell_of_a_sample_policy_agrees(string sample)
    {
        (long compared, long space) = (0, 0);
        List<string> differ = [];
        foreach (CellReference one in OfSample(sample))
        {
            (long Compared, long Space, long Mismatches) found = Compared(one);
            compared += found.Compared;
            space += found.Space;
            if (found.Mismatches > 0)
            {
                differ.Add($"{one.Table.Id}: {found.Mismatches} of {found.Space}");
                differ.AddRange(ReferenceComparison.Differences(one.Table, one.Reference, one.ToldApart).Take(3));
            }
        }

        Assert.True(differ.Count == 0, string.Join('\n', differ));
        Evidence.Write($"reference-cells-of-{sample}", compared, space, differ.Count);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_table_of_a_sample_policy_is_compared_or_has_nothing_to_decide(string sample) =>
        AssertWhole(RulesOf(sample), OfSample(sample));

    [Fact]
    public void Every_published_table_is_compared_or_has_nothing_to_decide() => AssertWhole(InfusionRules.Published, All());

    [Fact]
    public void The_figures_of_the_model_are_those_of_the_published_file() => Assert.Equal(
        Shown(ReferencePolicyReader.Read(RepositoryFiles.Read("src/Infusion.Rules/Policies/BuiltIn/virginia-infusion-therapies.json"))),
        Shown(ReferencePolicy.Published));

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
                expected == ProtocolReference.Protocol.NotPublished ? (string[])[] : [expected.Id],
                InfusionRules.Published.Protocols.Named(new() { HasPain = pain, HasMentalHealth = mind, HasHeadache = head })
                    .Select(id => id.Name));
        }
    }

    private static IEnumerable<CellReference> All() => Of(InfusionRules.Published, ReferencePolicy.Published);

    private static IEnumerable<CellReference> OfSample(string sample) =>
        Of(RulesOf(sample), ReferencePolicyReader.Read(RepositoryFiles.Read($"samples/policies/{sample}.json")));

    private static InfusionRules RulesOf(string sample) =>
        new(ClinicPolicy.Parse(RepositoryFiles.Read($"samples/policies/{sample}.json")));

    private static IEnumerable<CellReference> Of(InfusionRules rules, ReferencePolicy policy) =>
    [
        .. EligibilityCells.All(rules, policy), .. ProtocolCells.All(rules, policy), .. VisitCells.All(rules, policy),
        .. ResponseCells.All(rules, policy), .. MaintenanceCells.All(rules, policy), .. CourseCells.All(rules, policy),
    ];

    private static (long Compared, long Space, long Mismatches) Compared(CellReference one)
    {
        (long compared, long space, long mismatches) = ReferenceComparison.EveryCell(one.Table, one.Reference, one.ToldApart);
        long lost = one.HasScores ? 0 : ReferenceComparison.LostLimits(one.Table, one.Reference);
        return (compared, space, mismatches + lost);
    }

    private static void AssertWhole(InfusionRules rules, IEnumerable<CellReference> compared) => Assert.Equal(
        rules.Tables.Select(table => table.Id).Order(StringComparer.Ordinal),
        compared.Select(one => one.Table.Id).Concat(Silent).Order(StringComparer.Ordinal));

    // Every member with what it holds; a list is as its items.
    private static string Shown(object? value) => value switch
    {
        null => "none",
        string text => text,
        System.Collections.IDictionary pairs => string.Join(
            ", ", pairs.Keys.Cast<object>().Select(key => $"{key}: {Shown(pairs[key])}").Order(StringComparer.Ordinal)),
        System.Collections.IEnumerable items => string.Join(", ", items.Cast<object>().Select(Shown).Order(StringComparer.Ordinal)),
        _ when value.GetType().Assembly == typeof(ReferencePolicy).Assembly && !value.GetType().IsEnum => string.Join("; ", value.GetType()
            .GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)
            .Select(member => $"{member.Name} = {Shown(member.GetValue(value))}")),
        _ => value.ToString()!,
    };
}
