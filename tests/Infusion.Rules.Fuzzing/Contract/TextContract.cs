using System.Collections.Immutable;
using System.Reflection;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Infusion.Rules.Reports;
using Infusion.Rules.Tool;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Verification;
using Infusion.Rules.Words;
using NodaTime;
using static Infusion.Rules.Fuzzing.Contract.BrokenContractException;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>The texts that are read by themselves: a first line, and all after it.</summary>
internal static class TextContract
{
    private static readonly ImmutableArray<MethodInfo> _tryParse =
    [
        .. ((Assembly[])[typeof(InfusionRules).Assembly, typeof(PolicyCheck).Assembly, typeof(Report).Assembly])
            .SelectMany(static assembly => assembly.GetTypes())
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(static method => method is { Name: "TryParse", ContainsGenericParameters: false }
                && method.GetParameters() is [{ ParameterType: var text }, { IsOut: true }] && text == typeof(string)),
    ];

    /// <summary>Two texts in one input.</summary>
    public static void Texts(byte[] input)
    {
        string[] texts = Reading.Text(input).Split('\n', 2);
        string first = texts[0];
        string rest = texts.Length > 1 ? texts[1] : "null";
        foreach (MethodInfo method in _tryParse)
        {
            TryParse(method, first);
        }

        Place(first, rest);
        Leaves(rest);
        Names(first);
        Instant(first);
        Shown(first);
    }

    // What a text is read as is read as the same again where it is written as text.
    private static void TryParse(MethodInfo method, string text)
    {
        object?[] arguments = [text, null];
        object? isRead = method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (isRead is true && arguments[1]!.GetType() == method.DeclaringType)
        {
            object?[] again = [arguments[1]!.ToString(), null];
            Unless(
                method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, again, null) is true && Equals(again[1], arguments[1]),
                $"a {method.DeclaringType!.Name} that is another when it is read back");
        }
    }

    private static void Place(string path, string json)
    {
        DateTimeZone zone = InfusionRules.Published.TimeZone;
        foreach (PatientRecord record in PatientRecords.Fixed)
        {
            try
            {
                RecordContract.ReadBack(record.With(path, json, zone));
            }
            catch (DocumentException refusal)
            {
                Unless(!refusal.Problems.IsEmpty, "a refusal without a problem");
            }
        }
    }

    private static void Leaves(string json)
    {
        try
        {
            _ = VerificationJson.LeavesOf(json);
        }
        catch (FormatException)
        {
            // It is not JSON, as the member says.
        }
    }

    private static void Names(string text)
    {
        try
        {
            _ = InfusionRules.Published.Table(text);
        }
        catch (ArgumentException)
        {
            // There is no such table, as the member says.
        }

        _ = InfusionRules.TablesOf(text);
        _ = InfusionRules.ParametersOf(text);
        _ = InfusionRules.ValuesFrom(text);
    }

    private static void Instant(string text)
    {
        try
        {
            _ = InstantInput.Read(text, InfusionRules.Published.TimeZone);
        }
        catch (BadInputException)
        {
            // It is no time.
        }
    }

    private static void Shown(string text)
    {
        Unless(!ShownText.Line(text).Any(char.IsControl), "a line that has signs that cannot be seen");
        _ = System.Xml.Linq.XElement.Parse($"<a b=\"{ShownText.Html(text)}\">{ShownText.Html(text)}</a>");
        _ = new System.Xml.Linq.XText(ShownText.Xml(text)).ToString();
        _ = ShownText.Markdown(text) + ShownText.MarkdownCode(text) + ShownText.Lines(text);
    }
}
