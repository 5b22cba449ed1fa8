using System.Collections.Immutable;
using Infusion.Rules.Reports;
using Infusion.Rules.Verification;
using Infusion.Rules.Words;
using NodaTime.Text;

namespace Infusion.Rules.Tool.Reports;

/// <summary>What a change of the rules changes, as a report: what becomes less cautious, the changed values, and the decisions by what a
/// reviewer has to look at first, each with a patient.</summary>
internal sealed class ChangeReport
{
    private const int MostCut = 12;
    private const int LongestAnswer = 240;
    private const int LongestRange = 200;
    private const int MostDays = 3;

    private readonly DiffReport _report;
    private readonly ChangeExtent _extent;
    private readonly Dictionary<string, int> _patients = new(StringComparer.Ordinal);

    private ChangeReport(DiffReport report, ChangeExtent extent) => (_report, _extent) = (report, extent);

    /// <summary>The difference of one period.</summary>
    public static Report Of(DiffPeriod period, ChangeExtent extent)
    {
        string dates = period.Dates.Length == 0 ? "" : $"Visits {period.Dates}.";
        string missing = $"{Wording.Capital(period.Missing ?? "")}. This cannot be compared.";
        return period.Report is not { } report
            ? new($"Visits {period.Dates}", "", [new("Missing", missing, Attention.Stop, "")], [], "")
            : new(
                $"What changes from {report.Old} to {report.New}", dates, ChangeHead.Of(report), Sections(report, extent),
                Note(report, extent));
    }

    /// <summary>The matters.</summary>
    public static ImmutableArray<ReportSection> Sections(DiffReport report, ChangeExtent extent) =>
        [.. new ChangeReport(report, extent).Sections().Where(static section => !section.Items.IsEmpty)];

    /// <summary>What was compared, and where the rest is.</summary>
    public static string Note(DiffReport report, ChangeExtent extent) =>
        $"{CheckText.Cells(report.CellsCovered, report.CellsEvaluated).TrimEnd('.')}; "
        + $"{Wording.Count(report.RecordsTried, "record")} tried under both versions."
        + (extent.IsFull ? "" : " All of it: --html or --format json, with --output FILE.");

    /// <summary>The changed decisions, those that a reviewer reads first at the beginning.</summary>
    public static DecisionDiff[] Changed(DiffReport report) =>
    [
        .. report.Decisions.Where(static decision => !decision.IsEquivalent).OrderBy(ChangeWords.GroupOf)
            .ThenBy(static decision => ChangeWords.ClassOn(decision, ChangeAxis.Caution) == ChangeClass.Equivalent),
    ];

    private IEnumerable<ReportSection> Sections()
    {
        yield return new("Changed values", [.. ChangeValues.Of(_report, _extent)]);
        DecisionDiff[] changed = Changed(_report);
        int place = 0;
        foreach (IGrouping<ChangeGroup, DecisionDiff> group in changed.Take(_extent.Named).GroupBy(ChangeWords.GroupOf))
        {
            yield return new(ChangeWords.TitleOf(group.Key), [.. group.Select(decision => Item(decision, group.Key, place++))]);
        }

        if (changed.Length > _extent.Named)
        {
            string[] cut = [.. changed.Skip(_extent.Named).Select(static one => one.Id)];
            yield return new("Not shown here",
                [ChangeExtent.Left(cut.Length, "decision", _extent.Named == 0 ? "" : $"{ChangeWords.Names(cut, MostCut)}; ")]);
        }

        if (_extent.IsFull)
        {
            yield return new("As before", [.. AsBefore()]);
            yield return new("The tables behind them, cell by cell",
                [.. _report.Tables.Where(static table => !table.IsEquivalent).Select(TableItems.Of)]);
        }
    }

    private IEnumerable<ReportItem> AsBefore() => _report.Decisions.Where(static decision => decision.IsEquivalent)
        .GroupBy(static decision => ChangeWords.RoomOf(decision.Id)).Select(static room => new ReportItem
        {
            Title = room.Key,
            Says = string.Join("; ", room.Select(static decision => DecisionWords.TitleOf(decision.Id))),
        });

    private ReportItem Item(DecisionDiff decision, ChangeGroup group, int place)
    {
        TableDiff? table = _report.Tables.FirstOrDefault(one => one.Id == decision.Id);
        bool isLess = group is ChangeGroup.LessCautious or ChangeGroup.BothWays;
        return new()
        {
            Title = ChangeWords.NameOf(decision.Id) + (table is null || !_extent.IsFull ? "" : $", {table.Decides}"),
            Says = group == ChangeGroup.Wording ? "" : ChangeWords.Of(decision, _extent.IsFull),
            Attention = isLess || group == ChangeGroup.NoDirection ? Attention.Clinician : Attention.None,
            Mark = isLess ? "less cautious" : group == ChangeGroup.NoDirection ? "look" : null,
            Because = group == ChangeGroup.Wording || place >= _extent.Shown ? [] : [.. Ranges(decision, table)],
            Within = group == ChangeGroup.Wording || place >= _extent.Shown ? [] : [.. Shown(decision, table, place)],
        };
    }

    // For whom: the first range of settled cases that is no longer than a line.
    private static IEnumerable<ReportReason> Ranges(DecisionDiff decision, TableDiff? table)
    {
        ChangeAxis axis = decision.Axes.First(static one => one.Class != ChangeClass.Equivalent).Axis;
        return table?.Regions.FirstOrDefault(one => one.IsSettled && one.Axis == axis && one.Says.Length <= LongestRange) is { } range
            ? [new($"{Wording.Plain(range.Says)}.")]
            : [];
    }

    // The records that show it; where none does, what the table says.
    private IEnumerable<ReportItem> Shown(DecisionDiff decision, TableDiff? table, int place)
    {
        RecordWitness[] shown =
        [
            .. decision.Witnesses.Where(static one => one.Axis != ChangeAxis.Wording && one.Before != one.After)
                .OrderBy(static one => one.Axis).ThenByDescending(static one => one.Class == ChangeClass.Relaxes),
        ];
        foreach (RecordWitness witness in _extent.IsFull ? shown : shown.Take(1))
        {
            yield return Patient(witness, place);
        }

        if (shown.Length == 0 && Proved(decision, table) is { } change)
        {
            yield return new() { Title = "By its rules; no patient's record shows it", Says = "", Change = change };
        }
    }

    // The sentence that differs says most; then the answers of the smallest case.
    private ReportChange? Proved(DecisionDiff decision, TableDiff? table)
    {
        ChangeAxis? axis = decision.Axes.FirstOrDefault(static one =>
            one.Class != ChangeClass.Equivalent && one.Axis != ChangeAxis.Wording)?.Axis;
        RuleChange? said = table?.Rules.FirstOrDefault(static one => one is { Part: "sentence", Before.Length: > 0, After.Length: > 0 });
        Witness? shown = table?.Witnesses.FirstOrDefault(one => one.Axis == axis && one.Before != one.After);
        return said is not null ? Answers(said.Before!, said.After!)
            : shown is not null ? Answers(shown.Before, shown.After)
            : null;
    }

    private ReportChange Answers(string before, string now) => new(Answer(before), Answer(now));

    // What a list of findings lacks is not said of it.
    private string Answer(string says) => says.StartsWith("without \"", StringComparison.Ordinal) ? "Nothing is said of it"
        : Wording.Capital(_extent.Clipped(says, LongestAnswer));

    private ReportItem Patient(RecordWitness witness, int place)
    {
        bool isTold = _patients.TryGetValue(witness.Record, out int number);
        bool tells = place < _extent.Told && (!isTold || _extent.IsFull);
        if (tells && !isTold)
        {
            number = _patients.Count + 1;
            _patients.Add(witness.Record, number);
        }

        string of = Subject(witness.Subject) is { Length: > 0 } subject ? $", {subject}" : "";
        return new()
        {
            Title = number == 0 ? $"A patient{of}" : $"Patient {number}{of}",
            Says = _extent.IsFull ? ChangeWords.Of(witness.Axis, witness.Class) : tells ? witness.Story[0] : number == 0 ? "" : "as above",
            Because = [.. tells ? Days(witness) : []],
            Change = Answers(witness.Before, witness.After),
        };
    }

    // The last dates are the nearest to the answer.
    private IEnumerable<ReportReason> Days(RecordWitness witness)
    {
        string[] days = [.. witness.Story.Skip(1)];
        string[] first = _extent.IsFull ? [witness.Story[0]]
            : days.Length > MostDays ? [$"{Wording.Count(days.Length - MostDays, "earlier date")} on the page."]
            : [];
        return first.Concat(_extent.IsFull ? days : days.TakeLast(MostDays)).Select(static line => new ReportReason(line));
    }

    // What somebody wrote as it was written, an id of the library in words; which of several visits it is stands in the story.
    private static string Subject(string? subject) => string.Join(' ', (subject ?? "").Split(' ').Select(static word =>
        InstantPattern.ExtendedIso.Parse(word).Success || word.StartsWith("visit-", StringComparison.Ordinal) || word == "None" ? ""
        : LocalDatePattern.Iso.Parse(word) is { Success: true, Value: var date } ? ClinicClock.On(date)
        : IsName(word) ? Wording.Words(word)
        : word).Where(static word => word.Length > 0));

    private static bool IsName(string word) => word.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        && word.Any(char.IsLower);
}
