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
    private const int MostNames = 6;
    private const int MostCut = 12;
    private const int LongestValue = 90;
    private const int LongestAnswer = 240;
    private const int MostDays = 3;

    private readonly DiffReport _report;
    private readonly ChangeExtent _extent;
    private readonly Dictionary<string, int> _patients = new(StringComparer.Ordinal);

    private ChangeReport(DiffReport report, ChangeExtent extent) => (_report, _extent) = (report, extent);

    /// <summary>The difference of one period.</summary>
    public static Report Of(DiffPeriod period, ChangeExtent extent)
    {
        string dates = period.Dates.Length == 0 ? "" : $"Visits {period.Dates}.";
        return period.Report is not { } report
            ? new($"Visits {period.Dates}", "", [new("Missing", $"{Wording.Capital(period.Missing ?? "")}. This cannot be compared.",
                Attention.Stop, "")], [], "")
            : new($"What changes from {report.Old} to {report.New}", dates, [.. First(report)], Sections(report, extent), Note(report, extent));
    }

    /// <summary>The lines that say whether to look closer.</summary>
    public static IEnumerable<ReportLine> First(DiffReport report)
    {
        DecisionDiff[] changed = Changed(report);
        string[] less = [.. Of(changed, ChangeGroup.LessCautious, ChangeGroup.BothWays)];
        ParameterChange[] values = [.. report.Parameters.Where(static one =>
            one is { Axis: ChangeAxis.Caution, Class: ChangeClass.Relaxes or ChangeClass.Mixed })];
        string[] open = [.. Of(changed, ChangeGroup.NoDirection)];
        string[] undeclared = [.. report.Parameters.Where(static one => one.Class == ChangeClass.Incomparable).Select(static one => one.Place)];
        string[] perhaps = [.. changed.Where(static one => ChangeWords.GroupOf(one) != ChangeGroup.LessCautious
            && ChangeWords.ClassOn(one, ChangeAxis.Caution) == ChangeClass.MayChange).Select(static one => one.Id)];
        if (less.Length + values.Length > 0)
        {
            string decisions = less.Length == 0 ? "" : $"{Wording.Count(less.Length, "decision")}: {ChangeWords.Names(less, MostNames)}.";
            string alone = values.Length == 0 ? "" : $" {Wording.Count(values.Length, "value")}: {Few([.. values.Select(static one => one.Place)])}.";
            yield return new("Caution", $"LESS CAUTIOUS in {(decisions + alone).Trim()}", Attention.Stop, "Less cautious");
        }
        else
        {
            yield return new("Caution", open.Length + undeclared.Length > 0
                    ? "Nothing is shown to become less cautious, and not everything could be compared."
                : perhaps.Length > 0
                    ? $"Nothing is shown to become less cautious, but {Wording.Count(perhaps.Length, "decision")} may: "
                        + $"{ChangeWords.Names(perhaps, MostNames)}."
                : "Nothing becomes less cautious.",
                open.Length + undeclared.Length + perhaps.Length > 0 ? Attention.Clinician : Attention.None, "");
        }

        if (open.Length + undeclared.Length > 0)
        {
            yield return new("Look", "A person has to look; there is no direction or no proof: "
                + (open.Length == 0 ? Few(undeclared) : ChangeWords.Names(open, MostNames)) + ".", Attention.Clinician, "");
        }

        yield return new("Changes", Counted(report, changed));
        string[] may = [.. changed.Where(static one => one.Axes.Any(static axis => axis.Class == ChangeClass.MayChange))
            .Select(static one => one.Id)];
        if (may.Length > 0)
        {
            yield return new("Perhaps", $"{Wording.Count(may.Length, "decision")} may change in a way that no record shows.", Attention.Note, "");
        }
    }

    /// <summary>The matters.</summary>
    public static ImmutableArray<ReportSection> Sections(DiffReport report, ChangeExtent extent) =>
        [.. new ChangeReport(report, extent).Sections().Where(static section => !section.Items.IsEmpty)];

    /// <summary>What was compared, and where the rest is.</summary>
    public static string Note(DiffReport report, ChangeExtent extent) =>
        $"{CheckText.Cells(report.CellsCovered, report.CellsEvaluated).TrimEnd('.')}; {Wording.Count(report.RecordsTried, "record")} tried under both versions."
        + (extent.IsFull ? "" : " All of it: --html or --format json, with --output FILE.");

    /// <summary>The changed decisions, those that a reviewer reads first at the beginning.</summary>
    public static DecisionDiff[] Changed(DiffReport report) =>
    [
        .. report.Decisions.Where(static decision => !decision.IsEquivalent).OrderBy(ChangeWords.GroupOf)
            .ThenBy(static decision => ChangeWords.ClassOn(decision, ChangeAxis.Caution) == ChangeClass.Equivalent),
    ];

    private static IEnumerable<string> Of(DecisionDiff[] changed, params ChangeGroup[] groups) =>
        changed.Where(decision => groups.Contains(ChangeWords.GroupOf(decision))).Select(static decision => decision.Id);

    private static string Counted(DiffReport report, DecisionDiff[] changed)
    {
        int total = report.Decisions.Length;
        if (report.IsEquivalent)
        {
            return $"Every case is decided as before, in the same words ({Wording.Count(total, "decision")}).";
        }

        if (changed.Length == 0)
        {
            return $"No decision changes ({total}); a value beside them does.";
        }

        string[] counts =
        [
            .. changed.GroupBy(ChangeWords.GroupOf).Select(static group => $"{group.Count()} {group.Key switch
            {
                ChangeGroup.LessCautious => "less cautious",
                ChangeGroup.BothWays => "both ways",
                ChangeGroup.NoDirection => "without a direction",
                ChangeGroup.Perhaps => "perhaps",
                ChangeGroup.MoreCautious => "more cautious",
                ChangeGroup.Otherwise => "in cost, questions or times",
                _ => "only in words",
            }}"),
        ];
        return $"{changed.Length} of {Wording.Count(total, "decision")} change{(changed.Length == 1 ? "s" : "")}: {string.Join(", ", counts)}."
            + (changed.Length == total ? "" : " All others are as before.");
    }

    private static string Few(string[] names) =>
        string.Join("; ", names.Take(MostNames)) + (names.Length > MostNames ? $" and {names.Length - MostNames} more" : "");

    private IEnumerable<ReportSection> Sections()
    {
        ReportItem[] values = [.. Values()];
        yield return new("Changed values", Cut(values, _extent.Values, "value"));
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
                [Left(cut.Length, "decision", _extent.Named == 0 ? "" : $"{ChangeWords.Names(cut, MostCut)}; ")]);
        }

        if (_extent.IsFull)
        {
            yield return new("The tables behind them, cell by cell", [.. _report.Tables.Where(static table => !table.IsEquivalent).Select(TableItems.Of)]);
        }
    }

    private static ImmutableArray<ReportItem> Cut(ReportItem[] items, int most, string what) =>
        items.Length <= most ? [.. items] : [.. items.Take(most), Left(items.Length - most, what)];

    private static ReportItem Left(int count, string what, string names = "") => new()
    {
        Title = $"{Wording.Count(count, what)} more, none of them more important",
        Says = $"{names}the page (--html) and --format json have them",
    };

    // What a person has to look at first, then what decides, then what is said and what identifies the document.
    private IEnumerable<ReportItem> Values() => _report.Parameters.OrderBy(static one => one.Basis switch
    {
        ParameterBasis.Undeclared => 0,
        ParameterBasis.Tables => 1,
        ParameterBasis.Declared => one.Axis == ChangeAxis.Wording ? 3 : 2,
        ParameterBasis.ToConfirm => 4,
        _ => 5,
    }).GroupBy(static one => IsOfWhole(one) ? Owner(one.Path) : one.Path).Select(static same => same.ToArray())
        .Select(same => same.Length > 1 ? Whole(same) : Value(same[0]));

    // What is new, or gone, is so as a whole.
    private static bool IsOfWhole(ParameterChange one) => (one.Before is null) != (one.After is null)
        && one.Basis is not ParameterBasis.ToConfirm && Owner(one.Path).EndsWith(']');

    private static string Owner(string path) => path[..Math.Max(0, path.LastIndexOf('.'))];

    private ReportItem Whole(ParameterChange[] same)
    {
        bool isNew = same[0].Before is null;
        bool isLook = Array.Exists(same, IsLook);
        return new()
        {
            Title = same[0].Place[..Math.Max(
                same[0].Place.LastIndexOf(", ", StringComparison.Ordinal), same[0].Place.LastIndexOf(": ", StringComparison.Ordinal))],
            Says = isNew ? "is new" : "is gone",
            Attention = isLook ? Attention.Clinician : Attention.None,
            Mark = isLook ? "look" : null,
            Because = [.. same.Select(Line)],
        };
    }

    private static bool IsLook(ParameterChange one) => one.Class == ChangeClass.Incomparable
        || one is { Axis: ChangeAxis.Caution, Class: ChangeClass.Relaxes or ChangeClass.Mixed };

    // As a declaration has it; of a long text the path alone.
    private ReportReason Line(ParameterChange one)
    {
        string line = $"{one.Path}: {one.Before ?? "not set"} -> {one.After ?? "not set"}";
        return new(line.Length <= LongestValue || _extent.IsFull ? line : one.Path, IsCode: true);
    }

    private ReportItem Value(ParameterChange one)
    {
        string meaning = one.Basis switch
        {
            ParameterBasis.Undeclared => "no decision shows what it does: a person has to look",
            ParameterBasis.Declared when one.Axis != ChangeAxis.Wording => ChangeWords.Of(one.Axis ?? ChangeAxis.Caution, one.Class),
            _ => "",
        };
        bool isLook = IsLook(one);
        string before = Text(one.Before);
        string now = Text(one.After);
        return one.Basis switch
        {
            ParameterBasis.ToConfirm => new()
            {
                Title = one.Place,
                Says = $"{string.Join(", ", one.ToConfirm)} as before, though the value changed; confirm that they say the new one",
                Attention = Attention.Clinician,
                Mark = "confirm",
            },
            ParameterBasis.Identity => new() { Title = one.Place, Says = $"{before}, now {now}" },
            _ => new()
            {
                Title = one.Place,
                Says = _extent.IsFull ? meaning : $"{before}, now {now}{(meaning.Length == 0 ? "" : $"; {meaning}")}",
                Attention = isLook ? Attention.Clinician : Attention.None,
                Mark = isLook ? "look" : null,
                Because = [Line(one)],
                Change = _extent.IsFull ? new(before, now) : null,
            },
        };
    }

    private string Text(string? value) => value switch
    {
        null => "not set",
        "true" => "yes",
        "false" => "no",
        _ when value.Contains('-', StringComparison.Ordinal) && value.All(static letter => letter is '-' or (>= 'a' and <= 'z')) =>
            Wording.Words(value),
        _ => Clipped(Wording.Plain(value), LongestValue),
    };

    private string Clipped(string text, int most)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return _extent.IsFull || line.Length <= most ? line : line[..(most - 1)] + "…";
    }

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
            Within = group == ChangeGroup.Wording || place >= _extent.Shown ? [] : [.. Shown(decision, table, place)],
        };
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
        return said is not null ? Answers(said.Before!, said.After!) : shown is not null ? Answers(shown.Before, shown.After) : null;
    }

    private ReportChange Answers(string before, string now) =>
        new(Answer(before), Answer(now));

    // What a list of findings lacks is not said of it.
    private string Answer(string says) => says.StartsWith("without \"", StringComparison.Ordinal) ? "Nothing is said of it"
        : Wording.Capital(Clipped(says, LongestAnswer));

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
        InstantPattern.ExtendedIso.Parse(word) is { Success: true } || word.StartsWith("visit-", StringComparison.Ordinal) || word == "None" ? ""
        : LocalDatePattern.Iso.Parse(word) is { Success: true, Value: var date } ? ClinicClock.On(date)
        : IsName(word) ? Wording.Words(word)
        : word).Where(static word => word.Length > 0));

    private static bool IsName(string word) => word.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        && word.Any(char.IsLower);
}
