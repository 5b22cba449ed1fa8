using Infusion.Rules.Reports;
using Infusion.Rules.Verification;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tool.Reports;

/// <summary>The changed values of a policy, by their place in words and as a declaration has them.</summary>
internal sealed class ChangeValues
{
    private const int Longest = 90;

    private readonly ChangeExtent _extent;

    private ChangeValues(ChangeExtent extent) => _extent = extent;

    /// <summary>The values: what a person has to look at, then what decides, what is said, and what identifies the document.</summary>
    public static IEnumerable<ReportItem> Of(DiffReport report, ChangeExtent extent)
    {
        var values = new ChangeValues(extent);
        ParameterChange[][] items = Items(report);
        int left = items.Skip(extent.Values).Sum(static same => same.Length);
        return items.Take(extent.Values).Select(same => same.Length > 1 ? values.Whole(same) : values.Of(same[0]))
            .Concat(left == 0 ? [] : [ChangeExtent.Left(left, "value")]);
    }

    /// <summary>How many there are, what is new or gone as a whole once, beside those that decide nothing themselves.</summary>
    public static int Count(DiffReport report) =>
        Items(report).Count(static same => same[0].Basis is not (ParameterBasis.Identity or ParameterBasis.ToConfirm));

    private static ParameterChange[][] Items(DiffReport report) =>
    [
        .. report.Parameters.OrderBy(static one => one.Basis switch
        {
            ParameterBasis.Undeclared => 0,
            ParameterBasis.Tables => 1,
            ParameterBasis.Declared => one.Axis == ChangeAxis.Wording ? 3 : 2,
            ParameterBasis.ToConfirm => 4,
            _ => 5,
        }).GroupBy(static one => IsOfWhole(one) ? Owner(one.Path) : one.Path).Select(static same => same.ToArray()),
    ];

    // What is new, or gone, is so as a whole.
    private static bool IsOfWhole(ParameterChange one) => (one.Before is null) != (one.After is null)
        && one.Basis is not ParameterBasis.ToConfirm && Owner(one.Path).EndsWith(']');

    private static string Owner(string path) => path[..Math.Max(0, path.LastIndexOf('.'))];

    private static bool IsLook(ParameterChange one) => one.Class == ChangeClass.Incomparable
        || one is { Axis: ChangeAxis.Caution, Class: ChangeClass.Relaxes or ChangeClass.Mixed };

    private ReportItem Whole(ParameterChange[] same)
    {
        string place = same[0].Place;
        bool isLook = Array.Exists(same, IsLook);
        return new()
        {
            Title = place[..Math.Max(
                place.LastIndexOf(", ", StringComparison.Ordinal), place.LastIndexOf(": ", StringComparison.Ordinal))],
            Says = same[0].Before is null ? "is new" : "is gone",
            Attention = isLook ? Attention.Clinician : Attention.None,
            Mark = isLook ? "look" : null,
            Because = [.. same.Select(Line)],
        };
    }

    private ReportItem Of(ParameterChange one)
    {
        (string before, string now) = (Text(one.Before), Text(one.After));
        string meaning = one.Basis switch
        {
            ParameterBasis.Undeclared => "no decision shows what it does: a person has to look",
            ParameterBasis.Declared when one.Axis is { } axis and not ChangeAxis.Wording => ChangeWords.Of(axis, one.Class),
            _ => "",
        };
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
                Attention = IsLook(one) ? Attention.Clinician : Attention.None,
                Mark = IsLook(one) ? "look" : null,
                Because = [Line(one)],
                Change = _extent.IsFull ? new(before, now) : null,
            },
        };
    }

    // Of a long text the path alone.
    private ReportReason Line(ParameterChange one)
    {
        string line = $"{one.Path}: {one.Before ?? "not set"} -> {one.After ?? "not set"}";
        return new(line.Length <= Longest || _extent.IsFull ? line : one.Path, IsCode: true);
    }

    private string Text(string? value) => value switch
    {
        null => "not set",
        "true" => "yes",
        "false" => "no",
        _ when value.Contains('-', StringComparison.Ordinal) && value.All(static letter => letter is '-' or (>= 'a' and <= 'z')) =>
            Wording.Words(value),
        _ => _extent.Clipped(Wording.Plain(value), Longest),
    };
}
