using Infusion.Rules.Courses;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A patient's record on the command line.</summary>
internal static class RecordInput
{
    /// <summary>Decides everything about a record.</summary>
    public static CourseReview Review(string path, InfusionRules rules)
    {
        PatientRecord record = Parsed(path, stream => PatientRecord.Load(stream, rules.TimeZone));
        try
        {
            return rules.Review(record);
        }
        catch (ArgumentException error)
        {
            throw new BadInputException($"{path}: the record contradicts itself: {error.Message}");
        }
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
