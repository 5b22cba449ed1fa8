using Infusion.Rules.Courses;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Infusion.Rules.Reports;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Sample;

/// <summary>The main job: a patient's record in, where the patient is, what is next, and every decision out.</summary>
internal static class SampleApp
{
    /// <summary>What --help says.</summary>
    public const string Help = """
        Shows what stops, what a clinician looks at, what is missing, what is next and what is owed; then every decision with its reason.

        Usage: Infusion.Rules.Sample [RECORD...] [--as-of DAY]

          RECORD        a patient's record, or the name of one that ships: responder, non-responder, mixed; left out, responder
          --as-of DAY   judge as of 2026-03-05T10:00 on the clinic's clock, or of 12:00 on 2026-03-05; left out, as of the record's asOf.
                        What happened later does not exist for it
          --help        this text

        Exit codes: 0 shown, 2 an argument or a record cannot be read.
        """;

    /// <summary>Shows records; without any, one that ships.</summary>
    /// <param name="arguments">Records, and as of when.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where complaints go.</param>
    /// <returns>0, or 2 when an argument or a file cannot be read.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments.Contains("--help", StringComparer.Ordinal))
        {
            output.WriteLine(Help);
            return 0;
        }

        RulesBook rules = SampleClinic.Rules;
        Instant? asOf = null;
        var files = new List<string>();
        for (int place = 0; place < arguments.Length; place++)
        {
            if (arguments[place] == "--as-of")
            {
                string day = place + 1 < arguments.Length ? arguments[++place] : "";
                asOf = At(day, rules.TimeZone);
                if (asOf is null)
                {
                    error.WriteLine($"--as-of: found '{day}'; allowed: a day such as 2026-03-05, or a time such as 2026-03-05T10:00.");
                    return 2;
                }
            }
            else if (arguments[place].StartsWith("--", StringComparison.Ordinal))
            {
                error.WriteLine($"{arguments[place]} is no option; allowed: --as-of and --help.");
                return 2;
            }
            else
            {
                files.Add(arguments[place]);
            }
        }

        bool isReadable = true;
        foreach (string file in files.Count > 0 ? files : ["responder"])
        {
            isReadable &= Show(rules, PathOf(file), asOf, output, error);
        }

        return isReadable ? 0 : 2;
    }

    private static string PathOf(string file) =>
        Path.Combine(AppContext.BaseDirectory, "cases", file + ".json") is var shipped && !File.Exists(file) && File.Exists(shipped)
            ? shipped
            : file;

    private static Instant? At(string day, DateTimeZone zone)
    {
        LocalDateTime? clock = LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var date } ? date + new LocalTime(12, 0)
            : LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(day) is { Success: true, Value: var time } ? time
            : null;
        return clock is { } local ? zone.AtLeniently(local).ToInstant() : null;
    }

    private static bool Show(RulesBook rules, string file, Instant? asOf, TextWriter output, TextWriter error)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            CourseReview review = rules.Review(PatientRecord.Load(stream, rules.TimeZone));
            review = asOf is { } at ? review.At(at) : review;
            TerminalReport.Write(CourseReport.Of(rules, review), ReportConsole.On(output));
            return true;
        }
        catch (DocumentException wrong)
        {
            error.WriteLine($"{file} cannot be read as a record:");
            foreach (Problem problem in wrong.Problems)
            {
                error.WriteLine($"  {problem}");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
        }

        return false;
    }
}
