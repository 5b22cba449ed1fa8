using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Infusion.Rules.Cases;
using Infusion.Rules.Documents;
using Infusion.Rules.Reports;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Tool.Reports;
using Infusion.Rules.Verification;
using static Infusion.Rules.Fuzzing.Contract.BrokenContractException;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>What is read as expected cases is the same written in JSON, in YAML and in CSV, and is tested.</summary>
internal static class CaseContract
{
    // The path of what stands in a record; rows, expectations and columns are the author's own words.
    private const string InRecord = "].record";

    private static InfusionRules Rules => InfusionRules.Published;

    /// <summary>A file in JSON.</summary>
    public static void Json(byte[] input)
    {
        ExpectedCases? cases = Read(input, ".json", ofPatient: InRecord);
        string text = Reading.Text(input);
        bool isRead = ExpectedCases.TryParse(
            text, Rules.Tables, Rules.TimeZone, out ExpectedCases? parsed, out ImmutableArray<Problem> problems);
        Reading.Answers(isRead, parsed is not null, problems, text, ofPatient: InRecord);
        Unless(cases is null || cases == parsed, "cases whose file is another than its text");
        Test(cases, input);
    }

    /// <summary>A file in YAML.</summary>
    public static void Yaml(byte[] input) => Test(Read(input, ".yaml", ofPatient: InRecord), input);

    /// <summary>A file in CSV, whose header is no patient's.</summary>
    public static void Csv(byte[] input) => Test(Read(input, ".csv", ofPatient: null), input);

    /// <summary>Cases are the same however they are written.</summary>
    /// <returns>In how many ways they were written: two, or three where CSV can say what they expect.</returns>
    public static int IsWrittenAlike(ExpectedCases cases)
    {
        string json = Reading.Back(
            cases, static one => one.ToJson(Rules.Tables, Rules.TimeZone),
            static text => Read(Encoding.UTF8.GetBytes(text), ".json", ofPatient: null)
                ?? throw new BrokenContractException("a file of cases that is none when it is read back"), "a file of cases");
        using JsonDocument document = JsonDocument.Parse(json);
        Unless(
            Read(Encoding.UTF8.GetBytes(ThreeWays.Yaml(document.RootElement)), ".yaml", ofPatient: null) == cases,
            "cases that are others in YAML");

        // A row of CSV always expects something, and nothing stands for a row without a name.
        if (cases.Rows.IsEmpty || cases.Rows.Any(static row => row.Expected is null))
        {
            return 2;
        }

        string csv = ThreeWays.Csv(document.RootElement.GetProperty("decisions"));
        Unless(
            Read(Encoding.UTF8.GetBytes(csv), ".csv", ofPatient: null)?.Rows.SequenceEqual(cases.Rows) == true,
            "cases that are others in CSV");
        return 3;
    }

    private static ExpectedCases? Read(byte[] input, string extension, string? ofPatient)
    {
        string path = Reading.Saved(input, extension);
        return Reading.File(path, () => CaseFiles.Read([path], Rules).Values.Single(), ofPatient);
    }

    // Testing counts what the cases reach of every table, which takes far longer than reading them: one input in four is enough.
    private static void Test(ExpectedCases? cases, byte[] input)
    {
        if (cases is null)
        {
            return;
        }

        IsWrittenAlike(cases);
        if (input.Sum(static letter => letter) % 4 != 0)
        {
            return;
        }

        TestReport report = CaseTest.Run(Rules, new Dictionary<string, ExpectedCases> { ["a.json"] = cases });
        _ = VerificationJson.Write(report);
        _ = MarkdownReport.Of(report);
        _ = XDocument.Parse(JUnitReport.Of(report));
        using var terminal = new StringWriter();
        TestText.Write(report, Rules, ReportConsole.On(terminal, 100));
    }
}
