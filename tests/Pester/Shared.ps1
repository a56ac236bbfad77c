# Imports the staged module and names the sample run; every Pester file begins with it.
$script:Root = Split-Path (Split-Path $PSScriptRoot)
$script:Module = Join-Path $Root 'out/HybridNet.PowerShell'
$script:SampleRun = Join-Path $Root 'examples/v7EX'
Import-Module $Module -Force
# A PowerShell in a process of its own, for `& $Pwsh -NoProfile ...`: the shell that was built last.
$shell = Get-ChildItem (Join-Path $Root 'src/HybridNet.Shell/bin/*/net10.0/HybridNet.Shell.dll') | Sort-Object LastWriteTime | Select-Object -Last 1
$script:Pwsh = { & dotnet $shell.FullName @args }.GetNewClosure()
# A grey picture of 8 columns, from text: each row a word, each letter a sample out of -Level, "." is 0.
function script:New-Gray([string] $Path, [string[]] $Row, [hashtable] $Level = @{ '#' = 255 }) {
    New-Item -ItemType Directory -Force (Split-Path $Path) | Out-Null
    $full = Join-Path (Convert-Path (Split-Path $Path)) (Split-Path $Path -Leaf)
    [byte[]] $samples = $Row.ToCharArray() | ForEach-Object { [int]$Level["$_"] }
    [IO.File]::WriteAllBytes($full, [Text.Encoding]::ASCII.GetBytes("P5 $($Row[0].Length) $($Row.Count) 255`n") + $samples)
}
