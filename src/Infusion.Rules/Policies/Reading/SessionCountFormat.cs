using Infusion.Rules.Documents;
using Infusion.Rules.Protocols;

namespace Infusion.Rules.Policies.Reading;

/// <summary>A number of sessions, or an object with the fewest and perhaps the most.</summary>
internal sealed class SessionCountFormat() : AloneOrFullFormat<SessionCount>(Number, Range)
{
    private const int Most = 365;

    private static Format<int> Number { get; } = Formats.Int(1, Most, "sessions");

    private static ObjectFormat<SessionCount> Range { get; } = CreateRange();

    public override object? Read(LocatedValue at)
    {
        if (!at.IsAbsent && !at.Is(LocatedKind.Object) && !at.Is(LocatedKind.Number))
        {
            at.ReportKind($"{Number.Allowed}, or {Range.Allowed}");
        }

        return at.Is(LocatedKind.Object) ? Range.Read(at)
            : at.Is(LocatedKind.Number) && Number.TryRead(at, out int sessions) ? SessionCount.Exactly(sessions)
            : null;
    }

    protected override object? AloneOf(SessionCount value) => value.Minimum == value.Maximum ? value.Minimum : null;

    private static ObjectFormat<SessionCount> CreateRange()
    {
        var o = new ObjectFormat<SessionCount>();
        var minimum = o.Required("minimum", count => count.Minimum, Number, "The fewest sessions, inclusive.");
        var maximum = o.Maybe("maximum", count => count.Maximum, Number, "The most sessions, inclusive; left out, there is no most.");
        o.Holds(maximum, minimum, v => !(v.Of(maximum) < v.Of(minimum)), "a range that is empty", "at least minimum");
        return o.Makes(v => v.Of(maximum) is { } most ? SessionCount.Between(v.Of(minimum), most) : SessionCount.AtLeast(v.Of(minimum)));
    }
}
