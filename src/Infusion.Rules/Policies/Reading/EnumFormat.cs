using System.Text.Json;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>A value of an enum by its kebab-case name.</summary>
/// <typeparam name="T">The enum.</typeparam>
/// <param name="names">The names that are allowed.</param>
internal sealed class EnumFormat<T>(IReadOnlyCollection<string> names) : Format<T>
    where T : struct, Enum
{
    public override string Unit => "one of a list";

    public override object? Read(LocatedValue at) => at.Name(names) is { } name ? EnumNames.Find(typeof(T), name) : null;

    public override void Write(Utf8JsonWriter json, object value) => json.WriteStringValue(EnumNames.Of((Enum)value));

    public override void Describe(Utf8JsonWriter schema, bool orNull)
    {
        Schema.WriteType(schema, "string", orNull);
        Schema.WriteNames(schema, names, orNull);
    }
}
