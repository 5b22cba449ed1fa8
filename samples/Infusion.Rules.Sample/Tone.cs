namespace Infusion.Rules.Sample;

/// <summary>How a line is coloured; the words say the same without colour.</summary>
internal enum Tone
{
    Plain,
    Good,
    Careful,
    Bad,
}
