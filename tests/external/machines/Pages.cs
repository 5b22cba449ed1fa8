#if PAGES
using System.Collections.Immutable;
using Infusion.Rules;
using Infusion.Rules.Courses;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Reports;
using NodaTime;

/// <summary>What people read: every record, day and patient's sheet on a terminal, as Markdown and as a page.</summary>
internal static class Pages
{
    public static Outputs Of(Inputs inputs, ClinicPolicy policy, IDateTimeZoneProvider zones)
    {
        var to = new Outputs();
        RulesBook rules = RulesBook.Of(policy, zones);
        PatientRecord[] records = [.. inputs.Records.Select(file => PatientRecord.Parse(file.Text, rules.TimeZone))];
        foreach (PatientRecord record in records)
        {
            CourseReview review = rules.Review(record);
            Report(to, record.Id, CourseReport.Of(rules, review), CourseFigures.Of(rules, review));
            Report(to, $"{record.Id}, all of it", CourseReport.Of(rules, review, isFull: true), []);
            foreach (VisitReview visit in review.Visits.Where(visit => VisitSheet.WhyNot(rules, review, visit.Visit.Id) is null))
            {
                Report(to, $"{record.Id}, sheet of {visit.Visit.Id}", VisitSheet.Of(rules, review, visit.Visit.Id), []);
            }
        }

        foreach (LocalDate date in records.Select(record => record.AsOf.InZone(rules.TimeZone).Date).Distinct())
        {
            ImmutableArray<DayLine> lines = rules.Day(records, date);
            Report day = DayReport.Of(rules, date, lines, records.Length, []);
            to.Add($"day {date.Year}-{date.DayOfYear} with its hours", DayPage.Write(day, rules, date, lines));
            Report(to, $"day {date.Year}-{date.DayOfYear}", day, []);
        }

        return to;
    }

    private static void Report(Outputs to, string name, Report report, ImmutableArray<Figure> figures)
    {
        to.Add($"{name} as Markdown", MarkdownText.Write(report));
        to.Add($"{name} as a page", HtmlReport.Write(report, figures));
        using var text = new StringWriter { NewLine = "\n" };
        TerminalReport.Write(report, ReportConsole.On(text, 100));
        to.Add($"{name} on a terminal", text.ToString());
    }
}
#endif
