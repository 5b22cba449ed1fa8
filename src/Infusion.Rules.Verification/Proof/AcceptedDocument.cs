using System.Collections.Immutable;
using System.Text;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Verification.Proof;

/// <summary>The document of reviewed findings, whose codes are written as IR0001.</summary>
internal sealed class AcceptedDocument
{
    private const int Most = 10_000;

    private static readonly string[] _codes =
        [.. typeof(CheckCode).GetEnumNames().Select(static (_, place) => CheckCodes.IdOf((CheckCode)place))];

    /// <summary>The findings.</summary>
    public ImmutableArray<AcceptedFinding> Accepted { get; init; } = [];

    /// <summary>How the document stands.</summary>
    public static DocumentFormat<AcceptedDocument> Document { get; } = Create();

    /// <summary>The JSON Schema of the document.</summary>
    public static string Schema() => Encoding.UTF8.GetString(Document.Schema(
        "accepted", "infusion-rules accepted: Reviewed findings, read by check",
        "Findings that were looked at and are meant, each with its reason."));

    private static DocumentFormat<AcceptedDocument> Create()
    {
        var o = new ObjectFormat<AcceptedDocument>();
        var accepted = o.Required(
            "accepted", document => document.Accepted, Formats.List(Finding(), 0, Most), "The findings that are meant.");
        return new(o.Makes(v => new() { Accepted = v.Of(accepted) }), newest: 1);
    }

    private static ObjectFormat<AcceptedFinding> Finding()
    {
        var o = new ObjectFormat<AcceptedFinding>();
        var code = o.Required("code", finding => finding.Code, Code(), "The check.");
        var table = o.Required("table", finding => finding.Table, Formats.Name(200), "The table's id.");
        var subject = o.Required(
            "subject", finding => finding.Subject, Formats.Name(1000),
            "The rule, fact or constraint; a fact's constant as \"fact at value\".");
        var reason = o.Required("reason", finding => finding.Reason, Formats.Name(2000), "Why it stands.");
        return o.Makes(v => new(v.Of(code), v.Of(table), v.Of(subject), v.Of(reason)));
    }

    private static Format<CheckCode> Code() => new(new ScalarFormat(
        "string", "one of a list",
        static at => at.Name(_codes) is { } id ? (CheckCode)Array.IndexOf(_codes, id) : (CheckCode?)null,
        static (json, value) => json.WriteStringValue(CheckCodes.IdOf((CheckCode)value)),
        static (schema, orNull) => Documents.Schema.WriteNames(schema, _codes, orNull)));
}
