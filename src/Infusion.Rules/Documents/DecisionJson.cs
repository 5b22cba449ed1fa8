using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infusion.Rules.Decisions;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;

namespace Infusion.Rules.Documents;

/// <summary>Writes a decision's document as JSON and reads it back.</summary>
/// <remarks>Property names are camelCase, enums are written by name, lists are
/// never <c>null</c>. What is written reads back equal.</remarks>
public static class DecisionJson
{
    private const int Newest = 1;

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(DecisionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return JsonSerializer.Serialize(document, DecisionJsonContext.Default.DecisionDocument);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The document.</returns>
    /// <exception cref="DocumentException">The text is not a decision document, or is
    /// of a newer format; the exception lists all that is wrong.</exception>
    public static DecisionDocument Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return DocumentReader.Read<DecisionDocument>(json, Newest, Decision);
    }

    private static DecisionDocument? Decision(ObjectReader o)
    {
        o.IsOfPatient();
        var document = new DecisionDocument
        {
            Decision = o.Required("decision").String(),
            Subject = Text(o.Optional("subject")),
            At = Text(o.Optional("at")),
            Policy = o.Required("policy").String(),
            PolicyVersion = o.Required("policyVersion").String(),
            PolicyHash = Text(o.Optional("policyHash")),
            TimeZones = o.Required("timeZones").String(),
            Title = Text(o.Required("title").OrNull) ?? "",
            Says = Text(o.Required("says").OrNull) ?? "",
            Attention = Named<Attention>(o.Required("attention").OrNull),
            Status = Named<DecisionStatus>(o.Required("status").OrNull),
            Outcome = Text(o.Required("outcome").OrNull) ?? "",
            Possible = Texts(o.Required("possible").OrNull),
            Summary = Text(o.Required("summary").OrNull) ?? "",
            Rules = o.Required("rules").Objects<RuleDocument>(Rule),
            Facts = o.Required("facts").Objects<FactDocument>(Fact),
            Values = o.Required("values").Objects<ValueDocument>(Value),
            Questions = o.Required("questions").Objects<Question>(Question),
            Parts = o.Required("parts").Objects<DecisionDocument>(static part => DocumentReader.Members(part, Newest, Decision)),
        };
        return o.Done() ? document : null;
    }

    private static RuleDocument? Rule(ObjectReader o)
    {
        o.IsOfPatient();
        var rule = new RuleDocument
        {
            Id = o.Required("id").String(),
            Says = Text(o.Required("says").OrNull) ?? "",
            Modality = Named<Modality>(o.Required("modality").OrNull),
            Provenance = Named<Provenance>(o.Required("provenance").OrNull),
            Citations = Texts(o.Required("citations").OrNull),
        };
        return o.Done() ? rule : null;
    }

    private static FactDocument? Fact(ObjectReader o)
    {
        o.IsOfPatient();
        var fact = new FactDocument
        {
            Id = o.Required("id").String(),
            Name = Text(o.Required("name").OrNull) ?? "",
            Observed = Text(o.Required("observed").OrNull) ?? "",
            Low = o.Required("low").Long(long.MinValue, long.MaxValue),
            High = o.Required("high").Long(long.MinValue, long.MaxValue),
            Limit = Text(o.Optional("limit")),
            Needs = Text(o.Optional("needs")),
            LimitCode = o.Optional("limitCode").Long(long.MinValue, long.MaxValue),
            Margin = Text(o.Optional("margin")),
            Rule = Text(o.Optional("rule")),
        };
        return o.Done() ? fact : null;
    }

    private static ValueDocument? Value(ObjectReader o)
    {
        o.IsOfPatient();
        var value = new ValueDocument(
            o.Required("id").String(), Text(o.Required("value").OrNull) ?? "", Text(o.Optional("rule")));
        return o.Done() ? value : null;
    }

    private static Question? Question(ObjectReader o)
    {
        o.IsOfPatient();
        var question = new Question(
            o.Required("fact").String(), Text(o.Required("ask").OrNull) ?? "", Text(o.Required("unit").OrNull) ?? "",
            Texts(o.Required("choices").OrNull), o.Required("canSettle").Bool());
        return o.Done() ? question : null;
    }

    // Of any length, and perhaps empty: it was written by the library, and is shown to people.
    private static string? Text(LocatedValue at) => at.IsText("a string") ? at.TextOrNull : null;

    private static ImmutableArray<string> Texts(LocatedValue at) => at.Array(Text) ?? [];

    private static T Named<T>(LocatedValue at)
        where T : struct, Enum
    {
        Type type = typeof(T);
        return at.Name(type.GetEnumNames()) is { } name ? (T)Enum.Parse(type, name) : default;
    }
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(DecisionDocument))]
internal sealed partial class DecisionJsonContext : JsonSerializerContext;
