using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>A value of an enum by its kebab-case name.</summary>
/// <param name="type">The enum.</param>
/// <param name="names">The names that are allowed.</param>
/// <param name="areKin">Whether there are others like them, as PHQ-8 beside
/// PHQ-9: only another spelling of one is then taken for it.</param>
internal sealed class EnumFormat(Type type, IReadOnlyCollection<string> names, bool areKin = false) : Format(null)
{
    public override string Unit => "one of a list";

    public override object? Read(LocatedValue at) => at.Name(names, areKin) is { } name ? EnumNames.Find(type, name) : null;

    public override void Write(DocumentWriter json, object value) => json.WriteStringValue(EnumNames.Of((Enum)value));

    public override void Describe(Utf8JsonWriter schema, bool orNull)
    {
        Schema.WriteType(schema, "string", orNull);
        Schema.WriteNames(schema, names, orNull);
    }
}
