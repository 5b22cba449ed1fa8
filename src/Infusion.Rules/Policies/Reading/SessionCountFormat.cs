using System.Text.Json;
using Infusion.Rules.Documents;
using Infusion.Rules.Protocols;

namespace Infusion.Rules.Policies.Reading;

/// <summary>A number of sessions, or an object with the fewest and the most.</summary>
internal sealed class SessionCountFormat : Format<SessionCount>
{
    private const int Most = 365;

    private static Format<int> Number { get; } = Formats.Int(1, Most, "sessions");

    private static ObjectFormat<SessionCount> Range { get; } = CreateRange();

    public override string Unit => Number.Unit;

    public override bool TryRead(LocatedValue at, out SessionCount value)
    {
        if (at.Is(LocatedKind.Object))
        {
            return Range.TryRead(at, out value);
        }

        bool isRead = Number.TryRead(at, out int sessions);
        value = isRead ? SessionCount.Exactly(sessions) : default;
        return isRead;
    }

    public override void Write(Utf8JsonWriter json, SessionCount value)
    {
        if (value.Minimum == value.Maximum)
        {
            Number.Write(json, value.Maximum);
        }
        else
        {
            Range.Write(json, value);
        }
    }

    public override void Describe(Utf8JsonWriter schema, bool orNull)
    {
        schema.WriteStartArray("oneOf");
        schema.WriteStartObject();
        Number.Describe(schema, orNull);
        schema.WriteEndObject();
        schema.WriteStartObject();
        Range.Describe(schema, orNull: false);
        schema.WriteEndObject();
        schema.WriteEndArray();
    }

    private static ObjectFormat<SessionCount> CreateRange()
    {
        var o = new ObjectFormat<SessionCount>();
        var minimum = o.Required("minimum", count => count.Minimum, Number, "The fewest sessions, inclusive.");
        var maximum = o.Required("maximum", count => count.Maximum, Number, "The most sessions, inclusive.");
        o.Holds(maximum, minimum, (maximum, minimum) => maximum >= minimum, "a range that is empty", "at least minimum");
        return o.Makes(v => SessionCount.Between(v.Of(minimum), v.Of(maximum)));
    }
}
