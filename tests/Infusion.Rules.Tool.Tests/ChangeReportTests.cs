using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Policies;
using Infusion.Rules.Reports;
using Infusion.Rules.Tool.Reports;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Tests;

/// <summary>What a change changes is read in a minute, whatever the change.</summary>
public partial class ChangeReportTests
{
    // Every so many of the single mutants of the published policy, and how many records are tried for each: what is written is held to the
    // laws, of directions that a record shows and of those that none does.
    private const int Stride = 53;
    private const int Records = 150;
    private const int MostLines = 60;
    private const int MostLetters = 65_536;

    private static readonly Lazy<(string Name, DiffReport Report)[]> _mutants = new(static () =>
    [
        .. PolicyMutants.Of(ClinicPolicy.VirginiaInfusionTherapies).Where(static (_, place) => place % Stride == 0)
            .Select(static mutant => (Name: mutant.ToString(), Report: Compared(mutant.Policy)))
            .Where(static one => one.Report is not null).Select(static one => (one.Name, one.Report!)),
    ]);

    private static readonly Lazy<ImmutableArray<DiffPeriod>[]> _other = new(static () =>
    [
        Between(InfusionRules.Published, Sample("cedar-point")),
        Between(Sample("cedar-point"), InfusionRules.Published),
    ]);

    private static InfusionRules Sample(string name) =>
        new(ClinicPolicy.Parse(File.ReadAllText(ToolRun.File($"samples/policies/{name}.json"))));

    [Fact]
    public void One_changed_value_takes_at_most_sixty_lines_on_a_terminal_and_in_a_comment() => Assert.All(_mutants.Value, static mutant =>
    {
        Assert.True(Lines(Text(mutant.Report)) <= MostLines, $"{mutant.Name}\n{Text(mutant.Report)}");
        Assert.True(Lines(Markdown(mutant.Report)) <= MostLines, $"{mutant.Name}\n{Markdown(mutant.Report)}");
        Assert.All(Text(mutant.Report).Split('\n'), static line => Assert.True(line.Length <= 80 && line.TrimEnd() == line, line));
    });

    [Fact]
    public void Every_changed_value_is_in_the_report_and_every_changed_decision_is_there_or_counted() =>
        Assert.All(_mutants.Value, static mutant =>
        {
            string text = Markdown(mutant.Report).Replace("\\", "", StringComparison.Ordinal);
            Assert.All(mutant.Report.Parameters, one => Assert.Contains(
                one.Basis is ParameterBasis.Identity or ParameterBasis.ToConfirm ? one.Place : one.Path, text, StringComparison.Ordinal));
            Assert.Equal(mutant.Report.Decisions.Count(static one => !one.IsEquivalent), Named(mutant.Report, text) + Cut(text));
        });

    [Fact]
    public void A_decision_that_becomes_less_cautious_stands_behind_none_that_does_not() => Assert.All(_mutants.Value, static mutant =>
    {
        string text = Text(mutant.Report, isAll: true);
        int[] less = [.. Places(mutant.Report, text, static one => IsLess(one))];
        int[] others = [.. Places(mutant.Report, text, static one => !IsLess(one))];
        Assert.True(less.Length == 0 || others.Length == 0 || less.Max() < others.Min(), mutant.Name);
        bool isLoud = text.Contains("LESS CAUTIOUS in ", StringComparison.Ordinal);
        Assert.Equal(
            mutant.Report.Decisions.Any(IsLess) || mutant.Report.Parameters.Any(static one =>
                one is { Axis: ChangeAxis.Caution, Class: ChangeClass.Relaxes or ChangeClass.Mixed }), isLoud);
        Assert.Equal(!isLoud, text.Contains("Nothing becomes less cautious.", StringComparison.Ordinal)
            || text.Contains("Nothing is shown to become less cautious,", StringComparison.Ordinal));
    });

    [Fact]
    public void The_laws_are_held_to_changes_of_every_kind()
    {
        Assert.True(_mutants.Value.Length >= 15, $"{_mutants.Value.Length} mutants");
        ChangeGroup[] groups =
            [.. _mutants.Value.SelectMany(static one => ChangeReport.Changed(one.Report)).Select(ChangeWords.GroupOf).Distinct()];
        Assert.Contains(ChangeGroup.LessCautious, groups);
        Assert.Contains(ChangeGroup.MoreCautious, groups);
        Assert.Contains(ChangeGroup.Perhaps, groups);
        Assert.Contains(ChangeGroup.Wording, groups);
    }

    [Fact]
    public void No_id_of_a_decision_a_rule_or_an_outcome_stands_for_a_word() => Assert.All(_mutants.Value, static mutant =>
    {
        foreach (string text in new[] { ChangeExtent.Full, new(false, 9, 9, 9, 9) }
                     .SelectMany(extent => Words(ChangeReport.Of(new() { Report = mutant.Report }, extent))))
        {
            Assert.All(Id().Matches(text), id => Assert.DoesNotContain(id.Value, Ids));
            Assert.DoesNotMatch(@"\b(tightens|relaxes|anchor|linked|no such decision|place of the date)\b", text);
            Assert.DoesNotMatch(@"\b(True|False|null|NeedsInformation|ClinicianDecision)\b", text);
        }
    });

    [Fact]
    public void A_wholly_different_policy_fits_into_a_comment_and_says_how_much_is_left_out() => Assert.All(_other.Value, static periods =>
    {
        string text = ChangeOutput.Markdown(periods);
        Assert.True(text.Length < MostLetters, $"{text.Length} letters");
        Assert.All(periods, period =>
        {
            DiffReport report = period.Report!;
            Assert.True(report.Decisions.Count(static one => !one.IsEquivalent) > 20);
            Assert.Equal(report.Decisions.Count(static one => !one.IsEquivalent), Named(report, text) + Cut(text));
            int listed = report.Parameters.Count(one => text.Replace("\\", "", StringComparison.Ordinal).Contains(
                one.Basis is ParameterBasis.Identity or ParameterBasis.ToConfirm ? one.Place : one.Path, StringComparison.Ordinal));
            Assert.True(listed == report.Parameters.Length || text.Contains("more, none of them more important", StringComparison.Ordinal));
        });
    });

    [Fact]
    public void The_page_has_every_decision_every_patient_and_every_limit_that_moved()
    {
        DiffReport report = Between(InfusionRules.Published, new(Shorter())).Single().Report!;
        string page = ChangeOutput.Page([new() { Report = report }]);
        string text = Regex.Replace(System.Net.WebUtility.HtmlDecode(Regex.Replace(page, "<[^>]*>", " ")), @"\s+", " ");
        Assert.All(report.Decisions.Where(static one => !one.IsEquivalent), one =>
            Assert.Contains(ChangeWords.NameOf(one.Id), text, StringComparison.Ordinal));
        Assert.All(
            report.Decisions.SelectMany(static one => one.Witnesses)
                .Where(static one => one.Axis != ChangeAxis.Wording && one.Before != one.After).SelectMany(static one => one.Story),
            line => Assert.Contains(line, text, StringComparison.Ordinal));
        Assert.All(report.Tables.SelectMany(static table => table.Triplets), one =>
            Assert.Contains($"Around {one.Boundary} of {one.Name}", text, StringComparison.Ordinal));
        Assert.Contains("id=\"find\"", page, StringComparison.Ordinal);
        Assert.Contains("data-find", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_begins_with_its_verdict_and_fits_too()
    {
        GateReport gate = ChangeGate.Judge(ClinicPolicy.VirginiaInfusionTherapies, Shorter(), []);
        using var writer = new StringWriter { NewLine = "\n" };
        ChangeOutput.Write(gate, isAll: false, writer, 80);
        Assert.StartsWith("The gate fails: ", writer.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("# The gate fails: ", ChangeOutput.Markdown(gate), StringComparison.Ordinal);
        Assert.Contains("PT2H -> PT1H", writer.ToString(), StringComparison.Ordinal);
        Assert.True(Lines(writer.ToString()) <= MostLines, writer.ToString());
    }

    // Clear liquids until one hour before the appointment.
    private static ClinicPolicy Shorter()
    {
        JsonNode policy = JsonNode.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson())!;
        JsonNode kind = policy["fasting"]!["kinds"]!.AsArray().Single(static one => one!["id"]!.GetValue<string>() == "clear-liquid")!;
        kind["limits"]![0]!["before"] = "PT1H";
        return ClinicPolicy.Parse(policy.ToJsonString());
    }

    private static DiffReport? Compared(ClinicPolicy policy)
    {
        try
        {
            return PolicyDiff.Compare(InfusionRules.Published, new InfusionRules(policy), new() { MostRecords = Records });
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static ImmutableArray<DiffPeriod> Between(InfusionRules old, InfusionRules @new) =>
        [new() { Report = PolicyDiff.Compare(old, @new, new() { MostRecords = Records }) }];

    private static string Text(DiffReport report, bool isAll = false)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        ChangeOutput.Write([new() { Report = report }], isAll, writer, 80);
        return writer.ToString();
    }

    private static string Markdown(DiffReport report) => ChangeOutput.Markdown([new() { Report = report }]);

    private static int Lines(string text) => text.Count(static letter => letter == '\n');

    private static int Named(DiffReport report, string markdown) => report.Decisions.Count(one => !one.IsEquivalent
        && markdown.Contains($"**{ChangeWords.NameOf(one.Id)}**", StringComparison.Ordinal));

    private static int Cut(string markdown) => Regex.Match(markdown, @"\*\*(\d+) decisions? more") is { Success: true } cut
        ? int.Parse(cut.Groups[1].Value, CultureInfo.InvariantCulture)
        : 0;

    private static bool IsLess(DecisionDiff one) => one.Axes.Any(static axis =>
            axis.Axis == ChangeAxis.Caution && axis.Class is ChangeClass.Relaxes or ChangeClass.Mixed)
        || one.Witnesses.Any(static witness => witness is { Axis: ChangeAxis.Caution, Class: ChangeClass.Relaxes });

    // Where each decision's item begins on the full terminal.
    private static IEnumerable<int> Places(DiffReport report, string text, Func<DecisionDiff, bool> which) =>
        report.Decisions.Where(one => !one.IsEquivalent && which(one)).Select(one =>
            Regex.Match(text, $@"(?m)^  [-!?X] {Regex.Escape(ChangeWords.NameOf(one.Id))}[:,\n]").Index);

    // What stands for words: not the values of a policy, which are as somebody wrote them, nor what is to be copied or a source, nor the
    // cells of the tables.
    private static IEnumerable<string> Words(Report report) => report.First.Select(static line => line.Text).Concat(report.Sections
        .Where(static section => section.Title != "The tables behind them, cell by cell")
        .SelectMany(static section => section.Items.Select(item => (section.Title, item)))
        .SelectMany(static one => one.Title == "Changed values" ? [one.item.Title] : Words(one.item)));

    private static IEnumerable<string> Words(ReportItem item) =>
    [
        item.Title, item.Says, item.Change?.Before ?? "", item.Change?.Now ?? "",
        .. item.Because.Where(static reason => !reason.IsCode).Select(static reason => reason.Text),
        .. item.Within.Concat(item.Folded).SelectMany(Words),
    ];

    private static HashSet<string> Ids { get; } =
    [
        .. InfusionRules.Published.Tables.Select(static table => table.Id),
        .. InfusionRules.Published.Tables.SelectMany(static table => table.Rules).Select(static rule => rule.Id),
    ];

    [GeneratedRegex(@"[a-z]+(\.[a-z0-9-]+)+")]
    private static partial Regex Id();
}
