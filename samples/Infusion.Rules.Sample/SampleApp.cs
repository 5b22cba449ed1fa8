using Infusion.Rules.Courses;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;

namespace Infusion.Rules.Sample;

/// <summary>The main job: a patient's record in, every decision with its reason and source out.</summary>
internal static class SampleApp
{
    /// <summary>Shows records; without any, the one that ships.</summary>
    /// <param name="files">Paths of records.</param>
    /// <param name="error">Where complaints go.</param>
    /// <returns>0, or 2 when a file cannot be read.</returns>
    public static int Run(string[] files, TextWriter error)
    {
        InfusionRules rules = SampleClinic.Rules;
        bool isReadable = true;
        foreach (string file in files.Length > 0 ? files : [Path.Combine(AppContext.BaseDirectory, "cases", "crps.json")])
        {
            isReadable &= Show(rules, file, error);
        }

        return isReadable ? 0 : 2;
    }

    private static bool Show(InfusionRules rules, string file, TextWriter error)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            CourseReview review = rules.Review(PatientRecord.Load(stream, rules.TimeZone));
            Screen.Print(console => new RecordPage(rules, review, console).Write());
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
