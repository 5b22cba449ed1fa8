namespace Infusion.Rules.Tool;

/// <summary>The screen, or what stands for it, takes no more.</summary>
internal sealed class OutputException(Exception why) : Exception("The output cannot be written.", why);
