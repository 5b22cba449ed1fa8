using System.Text;
using System.Text.RegularExpressions;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Verification.Proof;

/// <summary>How a declared step stands in its file.</summary>
internal static class StepDocument
{
    private const int Newest = 1;
    private const int Most = 100_000;
    private const int LongestText = 100_000;

    /// <summary>The document of a step that stands in a file.</summary>
    public static DocumentFormat<DeclaredStep> Of(string file)
    {
        var o = new ObjectFormat<DeclaredStep>();
        var from = o.Optional("from", step => step.From, Stamp(), "The version before; left out where none held.");
        var to = o.Optional("to", step => step.To, Stamp(), "The version after; left out where none holds any longer.");
        var dates = o.Optional(
            "dates", step => step.Dates, Text("dates of a book of versions"),
            "For which dates of a book the one takes the place of the other; left out for two single policies.");
        var reason = o.Required("reason", step => step.Reason, Text("words"), "Why the change is made.");
        var values = o.Required(
            "values", step => step.Values, Formats.List(Text("path: before -> after"), 0, Most), "Every value that changes, and no other.");
        var effects = o.Required(
            "effects", step => step.Effects, Formats.List(Effect(), 0, Most), "What that does to the decisions, and nothing else.");
        return new(
            o.Makes(v => new()
            {
                From = v.Of(from),
                To = v.Of(to),
                Dates = v.Of(dates),
                Reason = v.Of(reason),
                Values = v.Of(values),
                Effects = v.Of(effects),
                File = file,
            }),
            Newest);
    }

    /// <summary>The JSON Schema of the document.</summary>
    public static string Schema() => Encoding.UTF8.GetString(Of("").Schema(
        "changes", "infusion-rules changes: A declared step, read by gate",
        "From which content of a policy to which, what it changes, and why. Written by infusion-rules gate --template FILE."));

    private static ObjectFormat<PolicyStamp> Stamp()
    {
        var o = new ObjectFormat<PolicyStamp>();
        var policy = o.Required("policy", stamp => stamp.Policy, Text("policy id"), "The policy's id.");
        var version = o.Required("version", stamp => stamp.Version, Text("version"), "The version of the policy.");
        var hash = o.Required("hash", stamp => stamp.Hash, Hash(), "The hash of the policy's canonical JSON.");
        return o.Makes(v => new(v.Of(policy), v.Of(version), v.Of(hash)));
    }

    private static ObjectFormat<ComputedChange> Effect()
    {
        var o = new ObjectFormat<ComputedChange>();
        var decision = o.Required("decision", change => change.Decision, Text("decision"), "The decision, or the path of a value.");
        var axis = o.Required("axis", change => change.Axis, Formats.Enum<ChangeAxis>(), "What the change is judged by.");
        var @class = o.Required(
            "class", change => change.Class, Formats.EnumBut(ChangeClass.Equivalent, ChangeClass.Undecided), "The direction.");
        return o.Makes(v => new(v.Of(decision), v.Of(axis), v.Of(@class)));
    }

    // A template leaves the reason empty, which the gate says by itself.
    private static Format<string> Text(string unit) => new(new ScalarFormat(
        "string", unit, static at => at.TextOrNull is "" ? "" : at.String(LongestText),
        static (json, value) => json.WriteStringValue((string)value), static (_, _) => { }));

    private static Format<string> Hash() => new(new ScalarFormat(
        "string", "SHA-256",
        static at =>
        {
            if (!at.IsText("a string"))
            {
                return null;
            }

            if (at.TextOrNull is { } text && Regex.IsMatch(text, "^sha256:[0-9a-f]{64}$"))
            {
                return text;
            }

            at.Report(ProblemCodes.Invalid, "a string that is no hash", "sha256: and 64 small hexadecimal digits");
            return null;
        },
        static (json, value) => json.WriteStringValue((string)value),
        static (schema, _) => schema.WriteString("pattern", "^sha256:[0-9a-f]{64}$")));
}
