using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using Infusion.Rules.Words;

namespace Infusion.Rules.Verification;

/// <summary>Writes checks and gates as JUnit XML, one test case for each thing that was judged.</summary>
public static class JUnitReport
{
    /// <summary>Writes a check: one test case for each table, failed by its findings.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The XML.</returns>
    public static string Of(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        IEnumerable<string> tables = report.Tables.Concat(report.Findings.Select(finding => finding.Table))
            .Distinct(StringComparer.Ordinal);
        return Document("infusion-rules.check", [.. tables.Select(table => (table, Findings(report, table)))]);
    }

    /// <summary>Writes several checks: one test case for each table of each policy.</summary>
    /// <param name="reports">The reports.</param>
    /// <returns>The XML.</returns>
    public static string Of(IEnumerable<CheckReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return Document("infusion-rules.check", [.. reports.SelectMany(report => report.Tables
            .Concat(report.Findings.Select(finding => finding.Table)).Distinct(StringComparer.Ordinal)
            .Select(table => ($"{report.Checked}, {table}", Findings(report, table))))]);
    }

    /// <summary>Writes a gate: one test case for each step, and for each value and effect of it.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The XML.</returns>
    public static string Of(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        (string, ImmutableArray<string>)[] cases =
        [
            .. report.Steps.SelectMany(static step => step.Subjects.Prepend(step.ToString())
                .Concat(step.Failures.Select(static failure => failure.Subject)).Distinct(StringComparer.Ordinal)
                .Select(subject => (subject == step.ToString() ? subject : $"{step}: {subject}",
                    (ImmutableArray<string>)
                    [
                        .. step.Failures.Where(failure => failure.Subject == subject).Select(static failure => failure.Says),
                    ]))),
        ];

        // No change at all is one test that passed, so that a reader never sees an empty run.
        return Document("infusion-rules.gate", cases.Length == 0 ? [("nothing changes", [])] : cases);
    }

    /// <summary>Writes invariants: one test case for each in each policy version, failed where it is not proved.</summary>
    /// <param name="reports">The reports.</param>
    /// <returns>The XML.</returns>
    public static string Of(IEnumerable<InvariantReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return Document("infusion-rules.invariants", [.. reports.SelectMany(static report => report.Invariants, static (report, one) => (
            $"{report.Proved}, {one.Id}: {one.Says}",
            one.Status == InvariantStatus.Holds ? ImmutableArray<string>.Empty : [$"{one.Status}: {one.Because}", one.Claim]))]);
    }

    /// <summary>Writes expected cases: one test case for each, and one for each thing they have to reach.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The XML; without any case it has one test, which fails.</returns>
    public static string Of(TestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        (string, ImmutableArray<string>)[] cases =
        [
            .. report.Cases.Select(static one => ($"{one.File}, {one.Title}, {one.Name}", one.Failures)),
            .. report.Cases.IsEmpty ? [("cases", ["There is no case."])] : (ReadOnlySpan<(string, ImmutableArray<string>)>)[],
            .. report.Required.Select(one => (
                $"required, {one}", one.Holds(report) ? [] : (ImmutableArray<string>)[one.Says(report) + "."])),
        ];
        return Document("infusion-rules.test", cases);
    }

    private static ImmutableArray<string> Findings(CheckReport report, string table) =>
        [.. report.Findings.Where(finding => finding.Table == table)
            .Select(finding => finding.At is { } place ? $"{place}: {finding}" : finding.ToString())];

    private static string Document(string suite, (string Name, ImmutableArray<string> Failures)[] cases)
    {
        var text = new StringBuilder();
        var settings = new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" };
        using (var writer = XmlWriter.Create(text, settings))
        {
            string tests = cases.Length.ToString(CultureInfo.InvariantCulture);
            string failures = cases.Count(one => !one.Failures.IsEmpty).ToString(CultureInfo.InvariantCulture);
            writer.WriteStartElement("testsuites");
            writer.WriteAttributeString("name", suite);
            writer.WriteAttributeString("tests", tests);
            writer.WriteAttributeString("failures", failures);
            writer.WriteStartElement("testsuite");
            writer.WriteAttributeString("name", suite);
            writer.WriteAttributeString("tests", tests);
            writer.WriteAttributeString("failures", failures);
            writer.WriteAttributeString("errors", "0");
            writer.WriteAttributeString("skipped", "0");
            writer.WriteAttributeString("time", "0");
            foreach ((string name, ImmutableArray<string> found) in cases)
            {
                writer.WriteStartElement("testcase");
                writer.WriteAttributeString("classname", suite);
                writer.WriteAttributeString("name", ShownText.Line(name));
                writer.WriteAttributeString("time", "0");
                if (!found.IsEmpty)
                {
                    writer.WriteStartElement("failure");
                    writer.WriteAttributeString("message", ShownText.Line(found[0]));
                    writer.WriteString(ShownText.Xml(string.Join("\n", found)));
                    writer.WriteEndElement();
                }

                writer.WriteEndElement();
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}\n";
    }
}
