using System.Text;

/// <summary>Everything that was written, one after the other, each under its name.</summary>
internal sealed class Outputs
{
    private readonly StringBuilder _text = new();

    public int Count { get; private set; }

    public string Text => _text.ToString();

    public void Add(string name, string content)
    {
        Count++;
        _text.Append("==== ").Append(name).Append('\n').Append(content).Append('\n');
    }

    public void Add(Outputs others)
    {
        Count += others.Count;
        _text.Append(others.Text);
    }
}
