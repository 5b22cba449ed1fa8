using System.Collections.Immutable;
using System.Text.Json;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Documents;

/// <summary>A parameter of a policy that says more than its value: where it comes from and how strongly it is meant.</summary>
/// <param name="Value">The value, never nothing.</param>
/// <param name="Basis">How it is stated; <c>null</c> when the object says no more than the value.</param>
internal sealed record StatedValue(object Value, StatedBasis? Basis)
{
    /// <summary>The property that has the value. No value that stands as an object has a property of this name.</summary>
    public const string ValueName = "value";

    // In the order of the enum, as far as it goes.
    private static string[] Modalities => ["must", "should", "may"];

    private static Format<Modality> Strength { get; } = new(new ScalarFormat(
        "string", "one of a list",
        static at => at.Name(Modalities) is { } name ? (Modality)Array.IndexOf(Modalities, name) : (Modality?)null,
        static (json, value) => json.WriteStringValue(Modalities[(int)(Modality)value]),
        static (schema, orNull) => Schema.WriteNames(schema, Modalities, orNull)));

    // INVARIANT: after Strength, which it uses.
    private static (string Name, Format Format)[] Definitions { get; } =
        [("provenance", Formats.Provenance), ("citations", Formats.Citations), ("modality", Strength)];

    /// <summary>Whether a value is an object that says more than a value, or was meant to be one.</summary>
    public static bool Is(LocatedValue at, Format format) => at.Is(LocatedKind.Object) && (at.HasMember(ValueName)
        || Array.Exists(Definitions, part => at.HasMember(part.Name) && !format.Properties.Contains(part.Name)));

    /// <summary>How a parameter stands that says more than its value.</summary>
    /// <param name="format">How its value stands.</param>
    /// <param name="hasStrength">Whether it may say how strongly it is meant.</param>
    public static ObjectFormat<StatedValue> FormatOf(Format format, bool hasStrength)
    {
        var o = new ObjectFormat<StatedValue>();
        var value = o.Required(ValueName, one => one.Value, new Format<object>(format), "The value.");
        var provenance = o.Maybe(
            "provenance", one => one.Basis?.Provenance, new Format<Provenance>(new DefinedFormat(Formats.Provenance, "provenance")),
            "Who says so; left out, clinic-policy.");
        var citations = o.Maybe(
            "citations", one => one.Basis?.Citations, new Format<ImmutableArray<string>>(new DefinedFormat(Formats.Citations, "citations")),
            "Where it stands: ids of this policy's own sources, or clinic-policy; left out, clinic-policy.");
        Member<Modality?>? modality = !hasStrength ? null : o.Maybe(
            "modality", one => one.Basis?.Modality, new Format<Modality>(new DefinedFormat(Strength, "modality")),
            "How strongly the page says it; left out, as strongly as the rules say it by themselves.");
        o.Check(v =>
        {
            if (v.Has(value) && format.IsNothing(v.Of(value)))
            {
                v.Report(
                    value, ProblemCodes.Contradiction, "a value that says nothing, and a basis of it",
                    "a value that the clinic publishes, or the parameter left out");
            }
        });
        return o.Makes(v => new(
            v.Of(value),
            v.IsGiven(provenance) || v.IsGiven(citations) || (modality is not null && v.IsGiven(modality))
                ? new(
                    v.Of(provenance) ?? Tables.Provenance.ClinicPolicy, v.Of(citations),
                    modality is null ? null : v.Of(modality))
                : null));
    }

    /// <summary>Writes what the schema of every stated parameter refers to, as an open property.</summary>
    public static void WriteDefinitions(Utf8JsonWriter schema)
    {
        schema.WriteStartObject(DefinedFormat.Keyword);
        foreach ((string name, Format format) in Definitions)
        {
            schema.WriteStartObject(name);
            format.Describe(schema, orNull: true);
            schema.WriteEndObject();
        }

        schema.WriteEndObject();
    }
}
