using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A patient's record on the command line.</summary>
internal static class RecordInput
{
    /// <summary>Decides everything about a record.</summary>
    public static CourseReview Review(string path, RulesBook rules, Instant? at)
    {
        PatientRecord record = Read(path, rules.TimeZone);
        try
        {
            CourseReview review = PolicyInput.Judged(path, () => rules.Review(record));
            return at is { } instant ? PolicyInput.Judged(path, () => review.At(instant)) : review;
        }
        catch (ArgumentException error)
        {
            throw new BadInputException($"{path}: the record contradicts itself: {error.Message}");
        }
    }

    /// <summary>Reads a record.</summary>
    public static PatientRecord Read(string path, DateTimeZone zone) => Parsed(path, stream => PatientRecord.Load(stream, zone));

    /// <summary>Reads every record of a folder; what is wrong with any file is said of all of them at once.</summary>
    public static ImmutableArray<PatientRecord> Folder(string folder, DateTimeZone zone)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException($"{folder}: there is no such folder.");
        }

        var wrong = new List<string>();
        var records = new List<PatientRecord>();
        foreach (string file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            try
            {
                records.Add(Read(file, zone));
            }
            catch (BadInputException problem)
            {
                wrong.Add(problem.Message);
            }
        }

        if (wrong.Count == 0 && records.Count == 0)
        {
            wrong.Add($"{folder}: there is no record in this folder; allowed: files that end in .json.");
        }

        return wrong.Count == 0 ? [.. records] : throw new BadInputException(string.Join('\n', wrong));
    }

    /// <summary>Reads a file, whose mistakes are bad input.</summary>
    public static T Parsed<T>(string path, Func<Stream, T> read)
    {
        using var bytes = new MemoryStream(InputFile.Read(path));
        try
        {
            return read(bytes);
        }
        catch (DocumentException error)
        {
            throw InputFile.Bad(path, error.Problems);
        }
    }
}
