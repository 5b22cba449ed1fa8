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

    /// <summary>Reads every record of a folder; a file that cannot be read hides none of the others.</summary>
    public static RecordFolder Folder(string folder, DateTimeZone zone)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException($"{folder}: there is no such folder.");
        }

        var unread = new List<string>();
        var records = new List<PatientRecord>();
        foreach (string file in InputFolder.Files(folder).Where(
                     static file => Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase)))
        {
            try
            {
                records.Add(Read(file, zone));
            }
            catch (BadInputException problem)
            {
                unread.Add(problem.Message);
            }
        }

        return records.Count > 0 ? new([.. records], [.. unread])
            : throw new BadInputException(
                unread.Count > 0 ? string.Join('\n', unread)
                : $"{folder}: there is no record in this folder; allowed: files that end in .json.");
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

/// <summary>The records of a folder.</summary>
/// <param name="Records">Those that could be read, at least one.</param>
/// <param name="Unread">What is wrong with each of the other files, its name first.</param>
internal sealed record RecordFolder(ImmutableArray<PatientRecord> Records, ImmutableArray<string> Unread);
