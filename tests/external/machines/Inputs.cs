/// <summary>The files of the repository that are read, in the order of their names.</summary>
internal sealed class Inputs(string root)
{
    public IReadOnlyList<InputFile> Policies { get; } = In(root, "samples/policies");

    public IReadOnlyList<InputFile> Samples { get; } = In(root, "samples/Infusion.Rules.Sample/cases");

    public IReadOnlyList<InputFile> Records =>
        [.. Samples, .. In(root, "tests/Infusion.Rules.Tests/Records/Files"), InputFile.Read(root, "samples/change/water.json")];

    /// <summary>Documents with a mistake each, composed by `dotnet test`.</summary>
    public IReadOnlyList<InputFile> Mistaken { get; } =
    [
        .. In(root, "artifacts/malformed/Policies"), .. In(root, "artifacts/malformed/Overlays"), .. In(root, "artifacts/malformed/Records"),
    ];

    public IReadOnlyList<InputFile> Changes { get; } =
        [InputFile.Read(root, "samples/change/first.json"), InputFile.Read(root, "samples/change/next.json")];

    private static IReadOnlyList<InputFile> In(string root, string folder)
    {
        InputFile[] files =
        [
            .. Directory.GetFiles(Path.Combine(root, folder), "*.json").Select(Path.GetFileName).OfType<string>()
                .OrderBy(name => name, StringComparer.Ordinal).Select(name => InputFile.Read(root, folder + "/" + name)),
        ];
        return files.Length > 0 ? files : throw new InvalidOperationException($"There is no file in {folder}; has dotnet test run?");
    }
}
