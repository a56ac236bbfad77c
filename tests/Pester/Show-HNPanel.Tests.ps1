BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/madeEX -Images 3 -Size 96 -Seed 2
}

Describe 'Show-HNPanel' {
    It 'writes letters where no picture can be shown' {
        $lines = $made | Get-HNImageScore | Select-Object -First 1 | Show-HNPanel -Protocol Plain -Width 24
        $lines | Should -HaveCount 14
        $lines[0] | Should -Match '^0000_1 +Dice 0\.\d{3}'
        $lines[1..12] | ForEach-Object { $_ | Should -Match '^[.#+o]{24}$' }
    }

    It 'puts nothing of a picture into the pipeline' {
        foreach ($protocol in 'Sixel', 'Kitty', 'ITerm', 'HalfBlock') {
            $made | Get-HNImageScore | Select-Object -First 1 | Show-HNPanel -Protocol $protocol -Width 16 6>$null | Should -BeNullOrEmpty
        }
    }

    It 'completes layouts and protocols' {
        $line = 'Show-HNPanel -Protocol '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be HalfBlock, ITerm, Kitty, Plain, Sixel
    }
}
