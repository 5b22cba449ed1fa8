/// <summary>A file by its name in the repository.</summary>
internal sealed class InputFile(string name, string text)
{
    public string Name => name;

    public string Text => text;

    public static InputFile Read(string root, string name) => new(name, File.ReadAllText(Path.Combine(root, name)));
}
