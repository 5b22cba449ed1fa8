using Infusion.Rules.Records;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Courses;

/// <summary>The histories that the sample ships.</summary>
internal static class ShippedHistories
{
    private const string Folder = "samples/Infusion.Rules.Sample/cases/";

    /// <summary>The names of their files.</summary>
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(RepositoryFiles.PathOf(Folder), "*.json").Select(file => Path.GetFileName(file))];

    /// <summary>Reads one.</summary>
    public static PatientRecord Read(string name) =>
        PatientRecord.Parse(Text(name), InfusionRules.Published.TimeZone);

    /// <summary>The text of one.</summary>
    public static string Text(string name) => File.ReadAllText(RepositoryFiles.PathOf(Folder + name));
}
