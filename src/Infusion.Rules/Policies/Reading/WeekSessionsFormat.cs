using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>The sessions of a course week: a number, or an object with the fewest, the most, or both.</summary>
internal sealed class WeekSessionsFormat() : AloneOrFullFormat<(int Minimum, int? Maximum)>(Number, Range)
{
    private static Format<int> Number { get; } = Formats.Int(1, 7, "sessions");

    private static ObjectFormat<(int Minimum, int? Maximum)> Range { get; } = CreateRange();

    public override object? Read(LocatedValue at) => at.Is(LocatedKind.Object) ? Range.Read(at)
        : Number.TryRead(at, out int sessions) ? (sessions, (int?)sessions)
        : null;

    protected override object? AloneOf((int Minimum, int? Maximum) value) => value.Minimum == value.Maximum ? value.Minimum : null;

    private static ObjectFormat<(int Minimum, int? Maximum)> CreateRange()
    {
        var o = new ObjectFormat<(int Minimum, int? Maximum)>();
        var minimum = o.Default(
            "minimum", count => count.Minimum, Formats.Int(0, 7, "sessions"), 0,
            "The fewest sessions, inclusive; left out, none is asked for.");
        var maximum = o.Maybe(
            "maximum", count => count.Maximum, Formats.Int(1, 50, "sessions"), "The most sessions, inclusive; left out, there is no most.");
        o.Holds(maximum, minimum, v => !(v.Of(maximum) < v.Of(minimum)), "a range that is empty", "at least minimum");
        o.Holds(minimum, maximum, v => v.Of(minimum) > 0 || v.Of(maximum) is not null, "a number that holds nobody",
            "a minimum of 1 or more, a maximum, or both");
        return o.Makes(v => (v.Of(minimum), v.Of(maximum)));
    }
}
