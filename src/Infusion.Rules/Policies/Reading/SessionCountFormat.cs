using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>A number of sessions, or an object with the fewest and perhaps the most.</summary>
/// <param name="needsMost">Whether a range has to have a most.</param>
internal sealed class SessionCountFormat(bool needsMost = false)
    : AloneOrFullFormat<SessionCount>(Number, needsMost ? BoundedRange : AnyRange)
{
    private const int Most = 365;

    private static Format<int> Number { get; } = Formats.Int(1, Most, "sessions");

    private static ObjectFormat<SessionCount> AnyRange { get; } = CreateRange(needsMost: false);

    private static ObjectFormat<SessionCount> BoundedRange { get; } = CreateRange(needsMost: true);

    private ObjectFormat<SessionCount> Range => needsMost ? BoundedRange : AnyRange;

    public override object? Read(LocatedValue at)
    {
        if (!at.IsAbsent && !at.Is(LocatedKind.Object) && !at.Is(LocatedKind.Number))
        {
            at.ReportKind($"{Number.Allowed}, or {Range.Allowed}");
        }

        LocatedValue most = at.Member("maximum");
        if (needsMost && at.HasMember("minimum") && (most.IsAbsent || most.Is(LocatedKind.Null)))
        {
            at.Report(ProblemCodes.Contradiction, "a range without a most", "a maximum beside the minimum, or a number alone");
            return null;
        }

        return at.Is(LocatedKind.Object) ? Range.Read(at)
            : at.Is(LocatedKind.Number) && Number.TryRead(at, out int sessions) ? SessionCount.Exactly(sessions)
            : null;
    }

    protected override object? AloneOf(SessionCount value) => value.Minimum == value.Maximum ? value.Minimum : null;

    private static ObjectFormat<SessionCount> CreateRange(bool needsMost)
    {
        var o = new ObjectFormat<SessionCount>();
        var minimum = o.Required("minimum", count => count.Minimum, Number, "The fewest sessions, inclusive.");
        var maximum = o.Maybe(
            "maximum", count => count.Maximum, Number,
            "The most sessions, inclusive" + (needsMost ? "." : "; left out, there is no most."), needsMost);
        o.Holds(maximum, minimum, v => !(v.Of(maximum) < v.Of(minimum)), "a range that is empty", "at least minimum");
        return o.Makes(v => v.Of(maximum) is { } most ? SessionCount.Between(v.Of(minimum), most) : SessionCount.AtLeast(v.Of(minimum)));
    }
}
