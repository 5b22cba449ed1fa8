using System.Collections.Immutable;
using System.Xml.Linq;
using Infusion.Rules.Courses;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Reports;
using Infusion.Rules.Tool.Reports;
using NodaTime;
using static Infusion.Rules.Fuzzing.Contract.BrokenContractException;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>What is read as a record is written and read back, decided, reported, and answered.</summary>
internal static class RecordContract
{
    private const int Most = 3;

    private static readonly RulesBook _rules = RulesBook.Of(ClinicPolicy.VirginiaInfusionTherapies);

    private static DateTimeZone Zone => _rules.TimeZone;

    /// <summary>A record.</summary>
    public static void Record(byte[] input)
    {
        string text = Reading.Text(input);
        bool isRead = PatientRecord.TryParse(text, Zone, out PatientRecord? record, out ImmutableArray<Problem> problems);
        Reading.Answers(isRead, record is not null, problems, text, ofPatient: "");
        if (Reading.IsUtf8(input))
        {
            Unless(Equals(record, OfBytes(input)), "a record whose bytes are another than its text");
        }

        if (record is not null)
        {
            Reading.IsSilent(record.ToString());
            ReadBack(record);
            Judge(record);
        }
    }

    /// <summary>A record that was read.</summary>
    public static void ReadBack(PatientRecord record) =>
        _ = Reading.Back(record, static one => one.ToJson(Zone), static text => PatientRecord.Parse(text, Zone), "a record");

    private static PatientRecord? OfBytes(byte[] input)
    {
        using var stream = new MemoryStream(input);
        try
        {
            return PatientRecord.Load(stream, Zone);
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    private static void Judge(PatientRecord record)
    {
        CourseReview review = _rules.Review(record);
        DecisionContract.ReadBack(review.ToDocuments());
        _ = new RecordDecisions(_rules, review).ToDocument();
        Report report = CourseReport.Of(_rules, review, isFull: true);
        Show(report, CourseFigures.Of(_rules, review));
        foreach (VisitReview visit in review.Visits.Take(Most))
        {
            if (VisitSheet.WhyNot(_rules, review, visit.Visit.Id) is null)
            {
                Show(VisitSheet.Of(_rules, review, visit.Visit.Id), []);
            }
        }

        foreach (PatientRecord without in review.Contradictions.Take(Most)
            .SelectMany(one => new[] { record.Voiding(one.FirstPath), record.Voiding(one.SecondPath) })
            .Where(static one => one.Visits.All(static visit => visit.Appointment is not null)))
        {
            ReadBack(without);
        }

        foreach (OpenQuestion question in review.Questions.Take(Most))
        {
            Answer(record, question.Path, "true");
            Answer(record, question.Path, "\"2026-06-15T14:00\"");
        }
    }

    private static void Show(Report report, ImmutableArray<Figure> figures)
    {
        _ = MarkdownText.Write(report);
        _ = XDocument.Parse(HtmlReport.Write(report, figures));
        using var terminal = new StringWriter();
        TerminalReport.Write(report, ReportConsole.On(terminal, 100));
    }

    private static void Answer(PatientRecord record, string path, string json)
    {
        try
        {
            ReadBack(record.With(path, json, Zone));
        }
        catch (DocumentException refusal)
        {
            Reading.IsSilent(refusal.Message);
        }
    }
}
